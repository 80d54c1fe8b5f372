"""Other people's tools on the same sets. They run in an environment of their own (`peers`)."""
