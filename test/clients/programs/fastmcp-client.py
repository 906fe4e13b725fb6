"""
A client of FastMCP: `fastmcp-client.py JSON`, where JSON says how the server is reached and what to call. It prints what it saw, as
one line of JSON.
"""

import asyncio
import json
import sys

from fastmcp import Client
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport


async def main(server: dict, calls: list[dict]) -> None:
    if server["over"] == "stdio":
        transport = StdioTransport(server["command"], server["args"])
    else:
        transport = StreamableHttpTransport(server["url"], auth=server["token"])
    async with Client(transport) as client:
        tools = await client.list_tools()
        results = [await client.call_tool(call["tool"], call["input"], raise_on_error=False) for call in calls]
        told = [{"text": result.content[0].text, "isError": result.is_error} for result in results]
        print(json.dumps({"tools": [tool.name for tool in tools], "results": told}))


asyncio.run(main(**json.loads(sys.argv[1])))
