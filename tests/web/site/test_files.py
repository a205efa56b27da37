import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from keepwell.web.site.files import BuiltFiles


def test_file_not_collected_keeps_its_name():
    assert staticfiles_storage.url("house/never-collected.svg").endswith("/static/house/never-collected.svg")


@pytest.mark.filterwarnings("ignore")
def test_collected_file_is_named_by_its_content(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    call_command("collectstatic", interactive=False, verbosity=0)
    url = BuiltFiles(location=str(tmp_path)).url("house/mark.svg")
    assert url != "/static/house/mark.svg"
    assert (tmp_path / url.removeprefix("/static/")).exists()
