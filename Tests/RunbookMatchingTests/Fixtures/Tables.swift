/// What the tools of the field print, as they print it.
enum Fixture {
  static let pods = """
    NAME                       READY   STATUS             RESTARTS        AGE     IP            NODE     NOMINATED NODE   READINESS GATES
    coredns-74ff55c5b-9zvlx    1/1     Running            0               3d4h    10.244.0.5    node-1   <none>           <none>
    coredns-74ff55c5b-mq2xk    0/1     CrashLoopBackOff   29 (42s ago)    3d4h    10.244.1.7    node-2   <none>           <none>
    web-6b9f9bcf8c-tt7wd       0/2     Pending            0               5m30s   <none>        <none>   <none>           <none>

    """

  static let contexts = """
    CURRENT   NAME         CLUSTER      AUTHINFO     NAMESPACE
              east         east         east-admin   
    *         kind-main    kind-main    kind-main    default
              lonely                                 

    """

  static let emptyCells = """
    NAMESPACE     NAME      ADDRESS        PORTS     AGE
    default       web                      80, 443   5m
    default       api       203.0.113.10   80        
    kube-system   metrics                  443       12d

    """

  static let calicoNodeStatus = """
    Calico process is running.

    IPv4 BGP status
    +--------------+-------------------+-------+----------+--------------------------------+
    | PEER ADDRESS |     PEER TYPE     | STATE |  SINCE   |              INFO              |
    +--------------+-------------------+-------+----------+--------------------------------+
    | 172.18.0.3   | node-to-node mesh | up    | 23:30:04 | Established                    |
    | 172.18.0.4   | node-to-node mesh | start | 23:30:04 | Active Socket: Connection      |
    |              |                   |       |          | refused                        |
    +--------------+-------------------+-------+----------+--------------------------------+

    IPv6 BGP status
    No IPv6 peers found.

    """

  static let calicoIPAM = """
    +----------+----------------+-----------+------------+--------------+
    | GROUPING |      CIDR      | IPS TOTAL | IPS IN USE |   IPS FREE   |
    +----------+----------------+-----------+------------+--------------+
    | IP Pool  | 192.168.0.0/16 |     65536 | 5 (0%)     | 65531 (100%) |
    +----------+----------------+-----------+------------+--------------+

    """

  static let ciliumEndpoints = """
    ENDPOINT   POLICY (ingress)   POLICY (egress)   IDENTITY   LABELS (source:key[=value])                                IPv6   IPv4           STATUS   
               ENFORCEMENT        ENFORCEMENT                                                                                                             
    108        Disabled           Enabled           4          k8s:k8s-app=kube-dns                                              10.244.1.238   ready   
                                                               k8s:io.cilium.k8s.policy.cluster=default                                                   
                                                               k8s:io.kubernetes.pod.namespace=kube-system                                                
    2953       Disabled           Disabled          1          reserved:host                                                                    not-ready   

    """

  static let ciliumServices = """
    ID   Frontend            Service Type   Backend                             
    1    10.96.0.1:443       ClusterIP      1 => 172.18.0.2:6443 (active)       
    2    10.96.0.10:53       ClusterIP      1 => 10.244.0.5:53 (active)         
                                            2 => 10.244.0.6:53 (active)         
    3    10.96.31.7:8080     ClusterIP                                          

    """

  static let istioProxyStatus = """
    NAME                                                  CLUSTER        CDS        LDS        EDS        RDS          ECDS         ISTIOD                      VERSION
    details-v1-78d78fbddf-2q5xv.default                   Kubernetes     SYNCED     SYNCED     SYNCED     SYNCED       NOT SENT     istiod-6d8f5c8b9d-abcde     1.14.1
    productpage-v1-85b9bf9cd7-p9xqd.default               Kubernetes     SYNCED     STALE      SYNCED     SYNCED       NOT SENT     istiod-6d8f5c8b9d-abcde     1.13.9

    """

  static let linkerdStat = """
    NAME       MESHED   SUCCESS       RPS   LATENCY_P50   LATENCY_P95   LATENCY_P99   TCP_CONN
    emoji         1/1   100.00%    2.0rps           1ms           1ms           1ms          4
    voting        1/1    83.87%    1.0rps           1ms           1ms           1ms          4
    web           1/2    91.91%   12.0rps           3ms          10ms          19ms          2
    web-slow      0/1         -         -             -             -             -          -

    """

  static let linkerdEdges = """
    SRC          DST        SRC_NS        DST_NS      SECURED       
    prometheus   web        linkerd-viz   emojivoto   √             
    vote-bot     web        emojivoto     emojivoto   √             

    """

  static let subctl = """
    Cluster "cluster1"
     ✓ Showing Connections
    GATEWAY           CLUSTER    REMOTE IP    NAT   CABLE DRIVER   SUBNETS                       STATUS      RTT avg.     
    cluster2-worker   cluster2   172.18.0.5   no    libreswan      100.2.0.0/16, 10.2.0.0/16     connected   500.123µs    

    """

  static let helm = """
    NAME         \tNAMESPACE    \tREVISION\tUPDATED                                \tSTATUS  \tCHART              \tAPP VERSION
    ingress-nginx\tingress-nginx\t3       \t2024-05-06 10:11:12.123456789 +0000 UTC\tdeployed\tingress-nginx-4.1.0\t1.2.0      
    web          \tdefault      \t12      \t2024-05-07 10:11:12.123456789 +0000 UTC\tfailed  \tweb-0.1.0          \t           

    """

  static let aws = """
    ----------------------------------------------------
    |                DescribeSecurityGroups            |
    +--------------------+-----------------------------+
    |       GroupId      |          GroupName          |
    +--------------------+-----------------------------+
    |  sg-0a1b2c3d4e5f60 |  eks-cluster-sg             |
    |  sg-0f9e8d7c6b5a40 |  nodes                      |
    +--------------------+-----------------------------+
    ||                      Tags                      ||
    |+----------------------+-------------------------+|
    ||          Key         |          Value          ||
    |+----------------------+-------------------------+|
    ||  team                |  network                ||
    |+----------------------+-------------------------+|

    """

  static let df = """
    Filesystem     1K-blocks     Used Available Use% Mounted on
    overlay         61255492 43211234  14900000  75% /
    tmpfs              65536        0     65536   0% /dev
    /dev/sda1       61255492 43211234  14900000  75% /etc/hosts

    """

  static let ss = """
    State  Recv-Q Send-Q Local Address:Port  Peer Address:Port Process
    LISTEN 0      4096   127.0.0.53%lo:53         0.0.0.0:*     users:(("systemd-resolve",pid=400,fd=13))
    LISTEN 0      128          0.0.0.0:22         0.0.0.0:*     users:(("sshd",pid=733,fd=3))
    ESTAB  0      36        10.0.0.5:22        10.0.0.9:52544   users:(("sshd",pid=901,fd=4))

    """

  static let route = """
    Kernel IP routing table
    Destination     Gateway         Genmask         Flags Metric Ref    Use Iface
    0.0.0.0         172.18.0.1      0.0.0.0         UG    0      0        0 eth0
    10.244.1.0      172.18.0.3      255.255.255.0   UG    0      0        0 eth0
    172.18.0.0      0.0.0.0         255.255.0.0     U     0      0        0 eth0

    """

  static let ps = """
        PID TTY          TIME CMD
          1 ?        00:00:03 systemd
      12345 pts/0    00:00:00 kubectl get pods

    """

  static let describeNode = """
    Name:               node-1
    Roles:              control-plane
    Non-terminated Pods:          (2 in total)
      Namespace                   Name                       CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age
      ---------                   ----                       ------------  ----------  ---------------  -------------  ---
      kube-system                 coredns-74ff55c5b-9zvlx    100m (0%)     0 (0%)      70Mi (0%)        170Mi (0%)     5m
      kube-system                 etcd-node-1                100m (0%)     0 (0%)      100Mi (0%)       0 (0%)         5m
    Allocated resources:
      (Total limits may be over 100 percent, i.e., overcommitted.)
      Resource           Requests     Limits
      --------           --------     ------
      cpu                850m (5%)    100m (0%)
      memory             290Mi (0%)   390Mi (1%)
    Events:              <none>

    """

  static let getAll = """
    NAME                       READY   STATUS    RESTARTS   AGE
    pod/web-6b9f9bcf8c-tt7wd   1/1     Running   0          5m

    NAME                 TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
    service/kubernetes   ClusterIP   10.96.0.1    <none>        443/TCP   3d4h

    NAME                  READY   UP-TO-DATE   AVAILABLE   AGE
    deployment.apps/web   1/1     1            1           5m

    """

  static let watch = """
    NAME    READY   STATUS    RESTARTS   AGE
    web-1   1/1     Running   0          5m
    web-a-very-long-name-that-came-later-1   0/1   ContainerCreating   3 (2m ago)   1s
    web-2   1/1     Terminating   0          6m

    """
}
