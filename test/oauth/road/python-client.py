"""
An MCP client of the Python SDK that logs in: `python-client.py URL REDIRECT`. It prints where a browser should go, as a line of
JSON, reads the address at which the browser came back, and prints what it was then told.
"""

import asyncio
import json
import sys
from urllib.parse import parse_qs, urlparse

import httpx2
from mcp.client.auth import AuthorizationCodeResult, OAuthClientProvider
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import OAuthClientInformationFull, OAuthClientMetadata, OAuthToken


class Memory:
    """Keeps what the SDK wants kept, for as long as the process is there."""

    tokens: OAuthToken | None = None
    client: OAuthClientInformationFull | None = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client = client


async def browse(url: str) -> None:
    print(json.dumps({"browse": url}), flush=True)


async def came_back() -> AuthorizationCodeResult:
    line = await asyncio.to_thread(sys.stdin.readline)
    query = parse_qs(urlparse(line.strip()).query)
    one = {name: values[0] for name, values in query.items()}
    return AuthorizationCodeResult(code=one["code"], state=one.get("state"), iss=one.get("iss"))


async def main(url: str, redirect: str) -> None:
    metadata = OAuthClientMetadata(client_name="Python SDK", redirect_uris=[redirect])
    auth = OAuthClientProvider(url, metadata, Memory(), browse, came_back)
    async with httpx2.AsyncClient(auth=auth, timeout=30) as http:
        async with Client(streamable_http_client(url, http_client=http)) as client:
            tools = await client.list_tools()
            result = await client.call_tool("list_namespaces", {})
            told = {
                "tools": [tool.name for tool in tools.tools],
                "failed": result.is_error,
                "result": result.structured_content,
            }
            print(json.dumps(told), flush=True)


asyncio.run(main(sys.argv[1], sys.argv[2]))
