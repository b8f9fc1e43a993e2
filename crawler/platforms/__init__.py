"""One publishing system a file; a site is a declaration on top of one."""
