"""Sites of Shanxi 山西."""
