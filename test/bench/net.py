"""The Python side of net.ts: one JSON question a line in, one JSON answer a line out, timed in this process.

["rate", prefix, texts, rounds] gives the best seconds of a round of parse + format + contain, and what came out.
["aggregate", prefixes] and ["split", prefix, length] give the seconds of one run, and how much came out.
"""

import ipaddress
import json
import sys
import time


def rate(prefix, texts, rounds):
    best = None
    for _ in range(rounds):
        network = ipaddress.ip_network(prefix)
        contained = characters = 0
        start = time.perf_counter()
        for text in texts:
            address = ipaddress.ip_address(text)
            characters += len(str(address))
            if address in network:
                contained += 1
        seconds = time.perf_counter() - start
        best = seconds if best is None else min(best, seconds)
    return [best, [contained, characters]]


def aggregate(prefixes):
    networks = [ipaddress.ip_network(prefix) for prefix in prefixes]
    start = time.perf_counter()
    count = sum(1 for _ in ipaddress.collapse_addresses(networks))
    return [time.perf_counter() - start, count]


def split(prefix, length):
    start = time.perf_counter()
    characters = 0
    for block in ipaddress.ip_network(prefix).subnets(new_prefix=length):
        characters += len(f"{block}\n")
    return [time.perf_counter() - start, characters]


QUESTIONS = {function.__name__: function for function in (rate, aggregate, split)}

for line in sys.stdin:
    name, *arguments = json.loads(line)
    print(json.dumps(QUESTIONS[name](*arguments)))
