"""Sites of Henan 河南."""
