"""What an office installs."""
