"""
A client of the Python SDK: `python-sdk.py JSON`, where JSON says how the server is reached and what to call. It prints what it saw,
as one line of JSON.
"""

import asyncio
import json
import sys

import httpx2
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client


async def talk(client: Client, calls: list[dict]) -> None:
    async with client:
        tools = await client.list_tools()
        results = [await client.call_tool(call["tool"], call["input"]) for call in calls]
        told = [{"text": result.content[0].text, "isError": bool(result.is_error)} for result in results]
        print(json.dumps({"tools": [tool.name for tool in tools.tools], "results": told}))


async def main(server: dict, calls: list[dict]) -> None:
    if server["over"] == "stdio":
        await talk(Client(StdioServerParameters(command=server["command"], args=server["args"])), calls)
        return
    headers = {"Authorization": f"Bearer {server['token']}"}
    async with httpx2.AsyncClient(headers=headers, timeout=30) as http:
        await talk(Client(streamable_http_client(server["url"], http_client=http)), calls)


asyncio.run(main(**json.loads(sys.argv[1])))
