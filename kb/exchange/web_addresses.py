"""Which addresses of the web may be visited: http and https, their own ports, machines that everybody can reach."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

PORTS = {"http": 80, "https": 443}
# What some versions of Python take for public: protocol assignments, relays, and the inner address of a large cloud.
_NOT_PUBLIC = [ip_network(one) for one in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")]
_GLOBAL_UNICAST, _TRANSLATED = ip_network("2000::/3"), ip_network("64:ff9b::/96")
_TUNNELS = [ip_network(one) for one in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+", re.IGNORECASE)

Local = frozenset[tuple[str, int]]
Resolve = Callable[[str, int], list[str]]


class NotAllowed(ValueError):
    """An address that is not visited. Its text says why."""


@dataclass(frozen=True)
class Target:
    """An address, taken apart. `path` includes the query; what stands behind # is never sent."""

    scheme: str
    host: str  # as it is looked up: ASCII, without brackets
    port: int
    path: str

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host_header}"

    @property
    def url(self) -> str:
        return self.origin + self.path

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target(url: str, *, local: Local = frozenset()) -> Target:
    """In: an address; `local`, as for `addresses`. Raises NotAllowed."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotAllowed(f"cannot be read: {error}") from None
    if parts.scheme not in PORTS:
        raise NotAllowed("neither http nor https")
    if "@" in parts.netloc:
        raise NotAllowed("carries a name or password")
    port = port or PORTS[parts.scheme]
    if port not in PORTS.values() and port not in {one for _address, one in local}:
        raise NotAllowed(f"port {port} is none of the web's own")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?[]|")
    return Target(parts.scheme, _host(parts.hostname or ""), port, f"{path}?{query}" if query else path)


def _host(name: str) -> str:
    """As it is looked up. 127.1, 2130706433, 0177.0.0.1 and 0x7f.1 are no names, whatever a resolver makes of them."""
    try:
        return str(ip_address(name))
    except ValueError:
        pass
    try:
        host = name.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NotAllowed("the name of the host cannot be read") from None
    if not re.fullmatch(r"[a-z0-9_.-]+", host) or _NUMBER.fullmatch(host.rpartition(".")[2]):
        raise NotAllowed("the host has no name")
    return host


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the internet reaches: no inner network, no group, no tunnel."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip in _TRANSLATED:
            return is_public(str(ip_address(int(ip) & 0xFFFFFFFF)))
        if ip not in _GLOBAL_UNICAST or any(ip in one for one in _TUNNELS):
            return False
    elif any(ip in one for one in _NOT_PUBLIC):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def addresses(where: Target, resolve: Resolve, *, local: Local = frozenset()) -> list[str]:
    """The IP addresses of a host, asked for once: who visits connects to one of these and asks no more.

    In: `local`, IP addresses and ports that are allowed though they are not public; for tests with a server of their
    own. Raises NotAllowed if one of them is not public, OSError if there are none.
    """
    found = list(dict.fromkeys(resolve(where.host, where.port)))
    if not found:
        raise OSError("the host has no address")
    for address in found:
        if not is_public(address) and (address, where.port) not in local:
            raise NotAllowed("leads into a network that is not public")
    return found
