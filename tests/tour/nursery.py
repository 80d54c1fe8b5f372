from tests.tour.walker import Walker
from workstation.services.desk import Desk


def walk(walker: Walker, desk: Desk) -> None:
    """X"""
