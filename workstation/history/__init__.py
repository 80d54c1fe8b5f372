"""Finding earlier involvement: people who may be the same, with reasons in words. It never decides."""
