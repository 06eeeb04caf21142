"""How fast the hub is, each figure beside a yardstick measured on the same machine in the same run."""
