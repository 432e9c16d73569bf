"""Greeting: what is said once where the service listens: its address, a first question, and how it is stopped."""

from typing import Final

_QUERY: Final = (
    '{{ plan(slug: "{slug}") {{ initiatives(first: 10) {{ nodes {{ rank title lead {{ shortName }} '
    "score {{ total }} }} }} }} }}"
)


def greet(host: str, port: int, slug: str, token: str = "") -> None:
    """Say where the service listens, how a plan is asked about, and a sandbox's token with the page that it opens."""
    page = f"http://{host}:{port}/"
    address = f"{page}graphql"
    query = _QUERY.format(slug=slug)
    print(f"\nSinergi siap di {address}")
    print("Buka alamat itu di peramban, atau coba kueri pertama:\n")
    print(f"  curl -s {address} -H 'content-type: application/json' \\")
    print(f'    -d \'{{"query": "{query.replace(chr(34), chr(92) + chr(34))}"}}\'\n')
    if token:
        print("Kotak pasir: semua yang ditulis hilang saat berhenti. Token perencana, dan halaman dengannya:\n")
        print(f"  {token}\n  {page}#/?undangan={token}\n")
    print("Ctrl+C menghentikan.", flush=True)
