"""Other people's tools on the same sets. Run in an environment of their own (`peers`), never in the product's."""
