"""asyncio and httpx: the same POST many times over kept-alive connections, each answer parsed.

usage: httpx_peer.py URL CONNECTIONS REQUESTS < body

Ends with status 69 where httpx is not installed.
"""

import asyncio
import sys

try:
    import httpx
except ImportError:
    sys.exit(69)


async def main(url, connections, requests, body):
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    left = iter(range(requests))
    async with httpx.AsyncClient(limits=limits, timeout=60) as client:

        async def ask():
            for _ in left:
                response = await client.post(url, content=body, headers={"Content-Type": "application/json"})
                response.raise_for_status()
                response.json()["choices"][0]["message"]["content"]

        await asyncio.gather(*(ask() for _ in range(connections)))


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.stdin.buffer.read()))
