"""Packaging of photoprism-images: the core dependencies are read from requirements.txt, the one list of them."""

import re
from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent
VERSION = re.findall(r'__version__ = "(.+)"', (HERE / "photoprism_client/version.py").read_text(encoding="utf-8"))[0]

EXTRAS = {
    "cli": ["click >= 8.4", "keyring >= 25.6", "platformdirs >= 4.3", "rich >= 14"],
    "socks": ["PySocks >= 1.7.1"],
    "testing": ["starlette >= 0.48", "uvicorn >= 0.35", "pillow >= 11.3"],
}
EXTRAS["all"] = sorted({requirement for extra in EXTRAS.values() for requirement in extra})

setup(
    name="photoprism-images",
    version=VERSION,
    description="Python client for the pictures of a PhotoPrism server",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="MIT",
    license_files=["LICENSE"],
    python_requires=">=3.11",
    packages=find_packages(include=["photoprism_client", "photoprism_client.*"]),
    package_data={"photoprism_client": ["py.typed"]},
    install_requires=(HERE / "requirements.txt").read_text(encoding="utf-8").splitlines(),
    extras_require=EXTRAS,
    entry_points={"console_scripts": ["photoprism-images = photoprism_client.cli:main"]},
    classifiers=[
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
        "Typing :: Typed",
    ],
)
