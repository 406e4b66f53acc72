"""Safe fetching: public addresses only, limits of size and time, robots.txt, one request a host at a time."""

from bot.intake.fetching.fetcher import Fetched, Fetcher
from bot.intake.fetching.hosts import HostRests, HostTurns, Rest, host_of
from bot.intake.fetching.robots import Robots, RobotsRefusal

__all__ = ["Fetched", "Fetcher", "HostRests", "HostTurns", "Rest", "Robots", "RobotsRefusal", "host_of"]
