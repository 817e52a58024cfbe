"""How long after an edit the language server tells what is wrong in a file, beside a check of that file.

editor.py RUNBOOK FILE prints medians: of the server microseconds, microseconds of processor and peak KiB, then of check.
"""
import json, os, subprocess, sys, time

runbook, file = sys.argv[1:]
text = open(file).read()
server = subprocess.Popen([runbook, 'lsp'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def send(method, params, id=None):
    message = {'jsonrpc': '2.0', 'method': method, 'params': params}
    if id:
        message['id'] = id
    body = json.dumps(message).encode()
    server.stdin.write(b'Content-Length: %d\r\n\r\n' % len(body) + body)
    server.stdin.flush()


def receive():
    length = int(server.stdout.readline().split(b':')[1])
    server.stdout.readline()
    return json.loads(server.stdout.read(length))


def check():
    process = subprocess.Popen([runbook, 'check', file], stdout=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    return cost(used)


def cost(used):
    return [(used.ru_utime + used.ru_stime) * 1e6, used.ru_maxrss]


def median(values):
    return round(sorted(values)[len(values) // 2])


send('initialize', {'capabilities': {}}, 1)
receive()
send('initialized', {})
item = {'uri': 'file://' + file, 'version': 1}
send('textDocument/didOpen', {'textDocument': {**item, 'languageId': 'runbook', 'text': text}})
receive()
place = {'line': 500, 'character': 9}
ours, floor = [], []
for version in range(2, 33):
    start = time.perf_counter()
    send('textDocument/didChange', {
        'textDocument': {**item, 'version': version},
        'contentChanges': [{'range': {'start': place, 'end': place}, 'text': 'x'}]})
    receive()
    ours.append((time.perf_counter() - start) * 1e6)
    start = time.perf_counter()
    used = check()
    floor.append([(time.perf_counter() - start) * 1e6, *used])
send('shutdown', None, 2)
receive()
send('exit', None)
_, _, used = os.wait4(server.pid, 0)
used, memory = cost(used)
print(median(ours), round(used / len(ours)), memory, *(median(column) for column in zip(*floor)))
