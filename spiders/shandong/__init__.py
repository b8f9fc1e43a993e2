"""Sites of Shandong 山东."""
