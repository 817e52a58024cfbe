import Testing

@testable import RunbookMatching

/// Each row is a text as it is printed and as it is without noise.
@Suite struct NoiseTests {
  @Test(arguments: [
    ("at 2026-11-22T21:04:55Z it", "at • it"),
    ("2026-11-22T21:04:55.123456+01:00", "•"),
    ("2026-11-22 21:04:55.1 +0000 UTC m=+0.52", "• m=+•"),
    ("2026/11/22 21:04:55 [error] 31#31: *4", "• [error] 31#31: *4"),
    (#"- - [22/Nov/2026:21:04:55 +0000] "GET /" 200"#, #"- - [•] "GET /" 200"#),
    ("I1122 03:04:05.678901       1 main.go:12] ready", "I• main.go:12] ready"),
    ("Nov  3 21:04:55 host sshd[1234]: closed", "• host sshd[•]: closed"),
    ("date: Sun, 22 Nov 2026 21:04:55 GMT", "date: •"),
    ("Sun Nov 22 21:04:55 UTC 2026", "•"),
    ("since 2026-11-22, at 21:04:55.", "since •, at •."),
    ("1700000000 1700000000.123 1700000000123 1700000000123456789", "• • • •"),
    (#"{"ts":1763845495.1,"msg":"Monday, Nov 5"}"#, #"{"ts":•,"msg":"Monday, Nov 5"}"#),
    ("1073741824 1610612736 1234567890 02:42:10:00:00:01 02:42:ac:11:00:02 image:2026-11-22", nil),
  ])
  func `points in time are noise`(text: String, normal: String?) { expect(text, normal) }

  @Test(arguments: [
    ("took 12.3s, then 3m5s and 2d4h.", "took •, then • and •."),
    ("64 bytes from 10.1.2.3: seq=0 ttl=62 time=0.204 ms", "64 bytes from 10.1.2.3: seq=0 ttl=62 time=•"),
    ("round-trip min/avg/max = 0.118/0.224/0.837 ms", "round-trip min/avg/max = •"),
    ("rtt min/avg/max/mdev = 0.1/0.2/0.3/0.1 ms", "rtt min/avg/max/mdev = •"),
    ("3 received, 0% packet loss, time 2003ms", "3 received, 0% packet loss, time •"),
    (";; Query time: 3 msec", ";; Query time: •"),
    ("3 (5m ago) and 2m13s (x5 over 10m)", "3 (• ago) and • (x5 over •)"),
    ("Up 5 minutes, about 2 days ago", "Up •, about • ago"),
    (#"{"duration_ms": 17, "time_total":0.012}"#, #"{"duration_ms": •, "time_total":•}"#),
    ("12µs 0.000123s", "• •"),
    (
      "NAME   AGE\na      5m\nb      80m   5m\n\na      5m",
      "NAME   AGE\na      •\nb      •   5m\n\na      5m"
    ),
    ("LAST SEEN   TYPE\n5m          Normal", "LAST SEEN   TYPE\n•          Normal"),
    ("cpu 80m 100m, 3 packets, 5 pods, 10.5", nil),
    ("delay=60s timeout=5s period=10s ttl: 30s\n  lameduck 5s\n--interval=30s every 10s", nil),
    (#"{"timeout": "30s", "renewInterval":"10s"}"#, nil),
  ])
  func `ages and durations are noise, but not what was set`(text: String, normal: String?) {
    expect(text, normal)
  }

  @Test(arguments: [
    ("43b90065-48eb-42ef-b72c-a4accbca3073 pvc-43b90065-48eb-42ef-b72c-a4accbca3073", "• pvc-•"),
    ("containerd://" + String(repeating: "0a", count: 32), "containerd://•"),
    ("busybox@sha256:" + String(repeating: "0a", count: 32), nil),
    (
      #"{"resourceVersion":"28","generation": 2,"replicas":2}"#,
      #"{"resourceVersion":"•","generation": •,"replicas":2}"#
    ),
    (
      "  resourceVersion: \"28\"\n  observedGeneration: 3",
      "  resourceVersion: \"•\"\n  observedGeneration: •"
    ),
    (#"{"managedFields":[{"manager":"a]","time":"x"}],"name":"n"}"#, #"{"managedFields":•,"name":"n"}"#),
    ("  managedFields:\n  - manager: a\n    time: x\n  name: n", "  managedFields:•\n  name: n"),
    (
      ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 34567",
      ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: •"
    ),
    (
      #"[INFO] 10.1.2.3:43512 - 34567 "A IN a. udp 55" NOERROR"#,
      #"[INFO] 10.1.2.3:• - • "A IN a. udp 55" NOERROR"#
    ),
    (
      "tcp 10.1.2.3:43512 localhost:60000 10.1.2.3:8080 10.1.2.3:30080",
      "tcp 10.1.2.3:• localhost:• 10.1.2.3:8080 10.1.2.3:30080"
    ),
    ("IP 10.1.2.3.43512 > 10.1.2.4.53: UDP", "IP 10.1.2.3.• > 10.1.2.4.53: UDP"),
    ("id: 34567, port=43512, size 43512", nil),
  ])
  func `ids, revisions and ports that nobody chose are noise`(text: String, normal: String?) {
    expect(text, normal)
  }

  @Test(arguments: [
    ("coredns-558bd4d5db-x7k2p", "coredns-•"), ("kube-proxy-xkvtz", "kube-proxy-•"),
    ("replicaset.apps/coredns-558bd4d5db", "replicaset.apps/coredns-•"), ("backup-28934567-abcde", nil),
    ("backup-28934567-x7k2p", "backup-•"), ("coredns-558bd4d5db-x7k2p.default.svc", "coredns-•.default.svc"),
    ("coredns-558bd4d5db-x7k2p.17a1b2c3d4e5f607", "coredns-•"),
    ("pod-template-hash=5465cb9994,app=x", "pod-template-hash=•,app=x"),
    (#"{"controller-revision-hash":"74bc5b9f8b"}"#, #"{"controller-revision-hash":"•"}"#),
    ("web-https web-0 node-45678954 my-style kube-dns ip-10-0-0-1", nil),
  ])
  func `what Kubernetes hangs behind names is noise`(text: String, normal: String?) { expect(text, normal) }

  @Test func `the name of whoever a text is about is noise, but not a part of a longer word`() {
    #expect(Noise.normal(of: "east: web-east, eastern, east2", about: "east") == "•: web-•, eastern, east2")
  }

  @Test func `what was made normal is normal`() {
    for text in [
      "I1122 03:04:05.678901 1 a.go:1] took 12.3s", "coredns-558bd4d5db-x7k2p 10.1.2.3:43512 - 1 \"",
    ] {
      let normal = Noise.normal(of: text)
      #expect(Noise.normal(of: normal) == normal)
    }
  }

  @Test func `spans stand in order and inside the text, whatever it is`() {
    var random = SeededRandom(seed: 4)
    let seed = Array(
      #"I1122 03:04:05.6 1 a.go:1] "managedFields":[{"a":"]"}], 22/Nov/2026:21:04:55 10.1.2.3:43512 a-x7k2p 0.1/0.2/0.3 ms"#
        .utf8)
    for _ in 0..<1000 {
      var bytes = seed
      for _ in 0..<4 { mutate(&bytes, &random) }
      let spans = Noise.spans(in: bytes[...])
      let isInOrder = zip(spans, spans.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }
      #expect(
        isInOrder && spans.allSatisfy { !$0.range.isEmpty }
          && spans.last?.range.upperBound ?? 0 <= bytes.count)
    }
  }

  private func expect(_ text: String, _ normal: String?) {
    #expect(Noise.normal(of: text) == normal ?? text)
  }
}
