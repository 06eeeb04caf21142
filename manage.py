#!/usr/bin/env python
"""Django's command line for the hub."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "influencer_hub.settings")
    from django.core.management import execute_from_command_line

    from influencer_hub import localservices

    with localservices.for_command(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
