import RunbookMatching
import RunbookModel
import Testing

/// Columns and rows of what real tools print.
struct TableTests {
  @Test func `kubectl's columns are cut at the header's positions`() {
    #expect(cells("STATUS", Fixture.pods) == ["Running", "CrashLoopBackOff", "Pending"])
    #expect(cells("RESTARTS", Fixture.pods) == ["0", "29 (42s ago)", "0"])
    #expect(cells("IP", Fixture.pods) == ["10.244.0.5", "10.244.1.7", "<none>"])
    #expect(cells("NOMINATED NODE", Fixture.pods) == ["<none>", "<none>", "<none>"])
    #expect(cells("READINESS GATES", Fixture.pods) == ["<none>", "<none>", "<none>"])
  }

  @Test func `empty cells stay empty and do not shift the others`() {
    #expect(cells("ADDRESS", Fixture.emptyCells) == ["", "203.0.113.10", ""])
    #expect(cells("PORTS", Fixture.emptyCells) == ["80, 443", "80", "443"])
    #expect(cells("AGE", Fixture.emptyCells) == ["5m", "", "12d"])
  }

  @Test func `a mark in the first column does not join rows`() {
    #expect(cells("NAME", Fixture.contexts) == ["east", "kind-main", "lonely"])
    #expect(cells("CURRENT", Fixture.contexts) == ["", "*", ""])
    #expect(cells("NAMESPACE", Fixture.contexts) == ["", "default", ""])
  }

  @Test func `boxes are cut at their bars and wrapped cells are joined`() {
    #expect(cells("STATE", Fixture.calicoNodeStatus) == ["up", "start"])
    #expect(cells("INFO", Fixture.calicoNodeStatus) == ["Established", "Active Socket: Connection refused"])
    #expect(cells("PEER TYPE", Fixture.calicoNodeStatus) == ["node-to-node mesh", "node-to-node mesh"])
    #expect(cells("IPS FREE", Fixture.calicoIPAM) == ["65531 (100%)"])
  }

  @Test func `rules between rows make one row of all lines between them`() {
    let text = """
      +-----------+---------+
      |   NAME    |  STATE  |
      |           | (last)  |
      +===========+=========+
      | very-long | waiting |
      | -name     |         |
      +-----------+---------+
      | short     | up      |
      +-----------+---------+
      """
    #expect(cells("NAME", text) == ["very-long -name", "short"])
    #expect(cells("STATE (last)", text) == ["waiting", "up"])
    #expect(cells("STATE", text) == ["waiting", "up"])
  }

  @Test func `other boxes`() {
    let drawn =
      "┌──────┬─────────┐\n│ NAME │ STATUS  │\n├──────┼─────────┤\n│ a│b  │ größer  │\n│ c    │ ok      │\n└──────┴─────────┘\n"
    #expect(cells("STATUS", drawn) == ["größer", "ok"])
    #expect(cells("NAME", drawn) == ["a│b", "c"])
    let psql = " id | name  | state \n----+-------+-------\n  1 | alpha | up\n 22 | b     | \n(2 rows)\n"
    #expect(cells("name", psql) == ["alpha", "b"])
    #expect(cells("state", psql) == ["up", ""])
    #expect(cells("id", psql) == ["1", "22"])
    let markdown = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |   |\n"
    #expect(cells("b", markdown) == ["2", ""])
  }

  @Test func `tables inside tables of the AWS tool are apart`() {
    #expect(cells("GroupName", Fixture.aws) == ["eks-cluster-sg", "nodes"])
    #expect(cells("Value", Fixture.aws) == ["network"])
  }

  @Test func `a header of two lines and rows that go on below`() {
    #expect(cells("POLICY (ingress) ENFORCEMENT", Fixture.ciliumEndpoints) == ["Disabled", "Disabled"])
    #expect(cells("POLICY (egress)", Fixture.ciliumEndpoints) == ["Enabled", "Disabled"])
    #expect(cells("STATUS", Fixture.ciliumEndpoints) == ["ready", "not-ready"])
    #expect(
      cells("LABELS (source:key[=value])", Fixture.ciliumEndpoints) == [
        "k8s:k8s-app=kube-dns k8s:io.cilium.k8s.policy.cluster=default k8s:io.kubernetes.pod.namespace=kube-system",
        "reserved:host",
      ])
    #expect(cells("IPv6", Fixture.ciliumEndpoints) == ["", ""])
    #expect(
      cells("Backend", Fixture.ciliumServices) == [
        "1 => 172.18.0.2:6443 (active)", "1 => 10.244.0.5:53 (active) 2 => 10.244.0.6:53 (active)", "",
      ])
  }

  @Test func `numbers that are aligned at the right belong to the name that they stand under`() {
    #expect(cells("RPS", Fixture.linkerdStat) == ["2.0rps", "1.0rps", "12.0rps", "-"])
    #expect(cells("MESHED", Fixture.linkerdStat) == ["1/1", "1/1", "1/2", "0/1"])
    #expect(cells("LATENCY_P95", Fixture.linkerdStat) == ["1ms", "1ms", "10ms", "-"])
    #expect(cells("TCP_CONN", Fixture.linkerdStat) == ["4", "4", "2", "-"])
    #expect(cells("SUCCESS", Fixture.linkerdStat) == ["100.00%", "83.87%", "91.91%", "-"])
  }

  @Test func `names that are one blank apart`() {
    #expect(cells("Use%", Fixture.df) == ["75%", "0%", "75%"])
    #expect(cells("Mounted on", Fixture.df) == ["/", "/dev", "/etc/hosts"])
    #expect(cells("Used", Fixture.df) == ["43211234", "0", "43211234"])
    #expect(cells("Local Address:Port", Fixture.ss) == ["127.0.0.53%lo:53", "0.0.0.0:22", "10.0.0.5:22"])
    #expect(cells("State", Fixture.ss) == ["LISTEN", "LISTEN", "ESTAB"])
    #expect(cells("Flags", Fixture.route) == ["UG", "UG", "U"])
    #expect(cells("Iface", Fixture.route) == ["eth0", "eth0", "eth0"])
    #expect(cells("Gateway", Fixture.route) == ["172.18.0.1", "172.18.0.3", "0.0.0.0"])
    #expect(cells("PID", Fixture.ps) == ["1", "12345"])
    #expect(cells("CMD", Fixture.ps) == ["systemd", "kubectl get pods"])
  }

  @Test func `cells longer than their column push the others to the right`() {
    #expect(cells("STATUS", Fixture.watch) == ["Running", "ContainerCreating", "Terminating"])
    #expect(cells("RESTARTS", Fixture.watch) == ["0", "3 (2m ago)", "0"])
    #expect(cells("AGE", Fixture.watch) == ["5m", "1s", "6m"])
    let missing = "NAME    READY   STATUS    NODE     AGE\nweb-that-is-long-1   1/1   Running      5m\n"
    #expect(cells("NAME", missing) == ["web-that-is-long-1"])
    #expect(cells("AGE", missing) == ["5m"])
    let one = "NAME  STATE  AGE\nlonger-name up 5m\n"
    #expect(cells("STATE", one) == ["up"])
    let free = "AGE  REASON  MESSAGE\n15m30s  Failed  pulled  with  gaps\n"
    #expect(cells("MESSAGE", free) == ["pulled  with  gaps"])
  }

  @Test func `characters that are not ASCII count as one`() {
    #expect(cells("SECURED", Fixture.linkerdEdges) == ["√", "√"])
    #expect(cells("STATUS", Fixture.subctl) == ["connected"])
    #expect(cells("RTT avg.", Fixture.subctl) == ["500.123µs"])
    #expect(cells("SUBNETS", Fixture.subctl) == ["100.2.0.0/16, 10.2.0.0/16"])
    #expect(cells("AGE", "NAME   AGE\ngröße  5m\nüüüü   \n") == ["5m", ""])
  }

  @Test func `tabs`() {
    #expect(cells("STATUS", Fixture.helm) == ["deployed", "failed"])
    #expect(cells("APP VERSION", Fixture.helm) == ["1.2.0", ""])
    #expect(cells("REVISION", Fixture.helm) == ["3", "12"])
    #expect(cells("AGE", "NAME    STATUS  AGE\na\tup\t5m\n") == ["5m"])
  }

  @Test func `carriage returns and colours are not there`() {
    let text = Fixture.pods.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(cells("READY", text) == ["1/1", "0/1", "0/2"])
    let coloured = "\u{1b}[1mNAME   STATUS\u{1b}[0m\nweb    \u{1b}[31mFailed\u{1b}[0m\n"
    #expect(cells("STATUS", coloured) == ["Failed"])
  }

  @Test func `the table is the one that has all the columns that are named`() {
    #expect(cells("CLUSTER-IP", Fixture.getAll) == ["10.96.0.1"])
    #expect(cells("STATUS", Fixture.getAll) == ["Running"])
    #expect(cells("AVAILABLE", Fixture.getAll) == ["1"])
    #expect(cells("NAME", Fixture.getAll) == ["pod/web-6b9f9bcf8c-tt7wd"])
    let glued = Fixture.getAll.split(separator: "\n").joined(separator: "\n")
    #expect(cells("STATUS", glued) == ["Running"])
    #expect(cells("TYPE", glued) == ["ClusterIP"])
  }

  @Test func `the same header once more goes on`() {
    let text = "NAME   STATUS\na      up\nNAME      STATUS\nlonger    down\n"
    #expect(cells("STATUS", text) == ["up", "down"])
  }

  @Test func `a table in the middle of a description`() {
    #expect(cells("Memory Requests", Fixture.describeNode) == ["70Mi (0%)", "100Mi (0%)"])
    #expect(cells("Requests", Fixture.describeNode) == ["850m (5%)", "290Mi (0%)"])
    #expect(cells("Name", Fixture.describeNode) == ["coredns-74ff55c5b-9zvlx", "etcd-node-1"])
  }

  @Test func `istioctl's table`() {
    #expect(cells("LDS", Fixture.istioProxyStatus) == ["SYNCED", "STALE"])
    #expect(cells("ECDS", Fixture.istioProxyStatus) == ["NOT SENT", "NOT SENT"])
    #expect(cells("VERSION", Fixture.istioProxyStatus) == ["1.14.1", "1.13.9"])
  }

  @Test func `a sentence is not taken for a header`() {
    #expect(cells("STATUS", "Showing STATUS of all\n\nNAME  STATUS\na     up\n") == ["up"])
  }

  @Test func `a header alone is a table without rows, and so is no output`() {
    #expect(cells("STATUS", "NAME   STATUS\n") == [])
    #expect(cells("STATUS", "NAME   STATUS") == [])
    #expect(cells("STATUS", "") == [])
    #expect(cells("STATUS", "\n \n") == [])
  }

  @Test func `a column that is not there is named, with those that are`() {
    let result = captured(of: .column("STATSU"), printed(Fixture.pods))
    guard case .impossible(let reason) = result else {
      Issue.record("found \(result)")
      return
    }
    #expect(reason.contains("NAME, READY, STATUS, RESTARTS"))
    #expect(reason.contains("did you mean `STATUS`?"))
    #expect(
      captured(of: .column("X"), printed("hello world\n"))
        == .impossible("no table with a column `X`: the text is no table"))
  }

  @Test func `mutated tables never trap`() {
    var random = SeededRandom(seed: 7)
    let fixtures = [
      Fixture.pods, Fixture.contexts, Fixture.calicoNodeStatus, Fixture.ciliumEndpoints, Fixture.linkerdStat,
      Fixture.helm,
      Fixture.aws, Fixture.df, Fixture.ss, Fixture.describeNode, Fixture.subctl, Fixture.watch,
    ]
    let columns = [
      "STATUS", "NAME", "INFO", "LABELS (source:key[=value])", "RPS", "Value", "Mounted on", "State", "Name",
    ]
    for _ in 0..<1000 {
      var bytes = Array(fixtures.randomElement(using: &random)!.utf8)
      for _ in 0..<Int.random(in: 1...12, using: &random) { mutate(&bytes, &random) }
      let cut = Bool.random(using: &random) ? Int.random(in: 0...bytes.count, using: &random) : nil
      let observation = Observation(
        output: bytes, outputCut: cut.map { .init(head: $0, lost: 5) }, exit: 0, duration: 1)
      _ = judged(.every, of: .column(columns.randomElement(using: &random)!), .isComplete, observation)
      _ = judged(
        .some, of: .rows, .contains(value("a")), filters: [holds(column: "NAME", .exists)], observation)
    }
  }
}
