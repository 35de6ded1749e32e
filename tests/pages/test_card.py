"""The pictures beside links elsewhere: PNG of the usual size, small, and the same for a reader who has them."""

import re
import struct
from datetime import date

import pytest

from tests.factories import make_license, make_model, make_organization, make_published_fact

pytestmark = pytest.mark.django_db


def size_of(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG\r\n")
    return struct.unpack(">II", content[16:24])


@pytest.mark.parametrize("address", ["/card.png", "/ko/card.png", "/models/lark/card.png", "/ko/models/lark/card.png"])
def test_a_picture_is_a_small_png_of_the_size_that_networks_ask_for(client, address):
    make_published_fact(
        language_model=make_model("lark", name="Lark <&> 7B", name_ko="종달새 똠방각하"),
        licenses=(make_license("mit", osi_approved=True),),
    )

    response = client.get(address)

    assert response["Content-Type"] == "image/png"
    assert size_of(response.content) == (1200, 630)
    assert len(response.content) < 60_000


def test_a_long_name_is_cut_and_needs_no_facts(client):
    hill = make_organization("hill", name="The Institute of " + "Very Long Names " * 6)
    make_model("long", name="Unbroken" * 12 + " and more" * 8, organization=hill, released=date(2024, 1, 1))

    assert size_of(client.get("/models/long/card.png").content) == (1200, 630)


def test_korean_is_drawn_and_not_left_blank(client):
    make_model("lark", name="Lark", name_ko="종달새")
    make_model("wren", name="Lark", name_ko="굴뚝새")

    assert client.get("/models/lark/card.png").content == client.get("/models/wren/card.png").content
    assert client.get("/ko/models/lark/card.png").content != client.get("/ko/models/wren/card.png").content


def test_a_picture_is_not_drawn_again_for_who_has_it(client):
    make_model("lark")
    tag = client.get("/models/lark/card.png")["ETag"]

    assert client.get("/models/lark/card.png", headers={"If-None-Match": tag}).status_code == 304


def test_each_page_names_its_picture_by_an_absolute_address_in_its_language(client):
    make_model("lark")

    for page, picture in [
        ("/models/lark/", "http://testserver/models/lark/card.png"),
        ("/ko/models/lark/", "http://testserver/ko/models/lark/card.png"),
        ("/timeline/", "http://testserver/card.png"),
    ]:
        text = client.get(page).content.decode()
        assert re.findall(r'<meta property="og:image" content="([^"]+)">', text) == [picture]
        assert '<meta name="twitter:card" content="summary_large_image">' in text


def test_no_picture_of_a_model_that_there_is_not(client):
    assert client.get("/models/nobody/card.png").status_code == 404
