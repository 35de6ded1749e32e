"""Which addresses are visited, and which never."""

import pytest

from kb.exchange.web_addresses import NotAllowed, addresses, is_public, target

PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
INNER = [
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.8", "192.0.2.1", "192.88.99.1"),
    *("198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1"),
    *("64:ff9b:1::7f00:1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1"),
    *("2001:db8::1", "2001::7f00:1", "2002:7f00:1::1", "2002:5db8:d822::1", "3fff::1", "5f00::1", "4000::1"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", INNER)
def test_inner_addresses_are_not(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", INNER)
def test_a_host_with_one_inner_address_is_not_visited(address):
    where = target("https://meadow.example/")

    with pytest.raises(NotAllowed):
        addresses(where, lambda host, port: ["93.184.216.34", address])


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://meadow.example/", "gopher://meadow.example/", "javascript:alert(1)", "//x/", ""),
        *("http://user@meadow.example/", "http://user:word@meadow.example/", "http://@meadow.example/"),
        *("http:///path", "http://", "http://[::1", "http://meadow.example:port/", "http://meadow.example:99999/"),
        *("http://meadow.example:22/", "http://meadow.example:8080/", "https://meadow.example:6379/"),
        *("http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/"),
        *("http://127.0.0.1.:80/", "http://1.2.3.0x4/", "http://a..example/", f"http://{'a' * 64}.example/"),
        *("http://meadow.example\\@127.0.0.1/", "http://mea dow.example/", "http://mea%64ow.example/"),
    ],
)
def test_what_is_no_address_of_the_web_is_not_visited(url):
    with pytest.raises(NotAllowed):
        addresses(target(url), lambda host, port: ["127.0.0.1"])


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("HTTPS://Meadow.Example", "https://meadow.example/"),
        ("https://meadow.example.:443/a b?c=d e#f", "https://meadow.example/a%20b?c=d%20e"),
        ("http://초원.example/카드", "http://xn--sp5bt7i.example/%EC%B9%B4%EB%93%9C"),
        ("http://[2606:4700::1111]:443/", "http://[2606:4700::1111]:443/"),
        ("https://meadow.example/%7Ea?b=%26", "https://meadow.example/%7Ea?b=%26"),
        ("https://meadow.example/a\r\nHost: b", "https://meadow.example/aHost:%20b"),
    ],
)
def test_an_address_is_sent_as_servers_read_it(url, seen):
    assert target(url).url == seen
