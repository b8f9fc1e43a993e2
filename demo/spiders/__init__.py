"""The made-up newspapers of the demo, declared as real ones are."""
