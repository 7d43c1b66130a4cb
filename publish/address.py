"""Where the course lies on the web, and every link that follows from it.

One line says it, `Repository` under `[project.urls]` in pyproject.toml. While that line names
nobody's repository, it is a placeholder, and whoever needs a real address is told so.
"""

import dataclasses
import re
import tomllib
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

PROJECT = Path(__file__).resolve().parents[1]
OWNER = "OWNER"  # stands in the address until somebody publishes the course
FORM = "https://github.com/OWNER/NAME"


@dataclasses.dataclass(frozen=True)
class Address:
    """The repository on GitHub, as its owner and its name."""

    owner: str
    name: str
    branch: str = "main"

    @property
    def is_placeholder(self) -> bool:
        """Whether nobody has written the real address into pyproject.toml yet."""
        return self.owner == OWNER

    @property
    def repository(self) -> str:
        """The repository's page."""
        return f"https://github.com/{self.owner}/{self.name}"

    @property
    def site(self) -> str:
        """Where GitHub Pages shows the site to read; ends with a slash."""
        return f"https://{self.owner.lower()}.github.io/{self.name}/"

    def in_browser(self, notebook: str = "notebooks/00_start_here.ipynb") -> str:
        """The course in the browser, nothing installed, opened on this notebook."""
        return f"{self.site}lite/lab/index.html?path={quote(notebook, safe='/')}"

    def binder(self, notebook: str = "notebooks/00_start_here.ipynb") -> str:
        """A machine that Binder lends, opened on this notebook."""
        path = quote(f"lab/tree/{notebook}", safe="")
        return f"https://mybinder.org/v2/gh/{self.owner}/{self.name}/{self.branch}?urlpath={path}"

    def colab(self, notebook: str) -> str:
        """This notebook in Google Colab."""
        start = "https://colab.research.google.com/github"
        return f"{start}/{self.owner}/{self.name}/blob/{self.branch}/{quote(notebook)}"

    def nbgitpuller(self, hub: str, notebook: str = "notebooks/00_start_here.ipynb") -> str:
        """A link that brings the course, or its changes, to whoever follows it on this JupyterHub.

        Their own changes stay; then this notebook opens. ``hub`` is like https://hub.example.org.
        """
        address = urlsplit(hub)
        if address.scheme not in ("http", "https") or not address.netloc:
            raise ValueError(
                f"A hub's address begins with https://, as in https://hub.example.org. Received "
                f"{hub!r}."
            )
        query = {
            "repo": self.repository,
            "branch": self.branch,
            "urlpath": f"lab/tree/{self.name}/{notebook}",
        }
        return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(query)}"

    def file(self, path: str) -> str:
        """The page of a file of the repository."""
        return f"{self.repository}/blob/{self.branch}/{quote(path)}"

    def download(self, path: str) -> str:
        """The file itself."""
        start = "https://raw.githubusercontent.com"
        return f"{start}/{self.owner}/{self.name}/{self.branch}/{quote(path)}"


def address(pyproject: Path = PROJECT / "pyproject.toml") -> Address:
    """Read the address from ``[project.urls]``; ValueError where it is no repository on GitHub."""
    urls = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"].get("urls", {})
    return parse(urls.get("Repository", ""))


def parse(url: str) -> Address:
    """The address in a URL like https://github.com/OWNER/NAME; ValueError for any other."""
    found = re.fullmatch(r"https://github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?/?", url)
    if found is None:
        raise ValueError(
            f"The repository's address must look like {FORM}, and it is {url!r}. Write it into "
            'pyproject.toml, as `Repository = "…"` under [project.urls].'
        )
    return Address(*found.groups())
