import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct FileSystemTests {
  let folder = TemporaryFolder()

  /// As /proc/self/mountinfo has them, with a mount over a mount, and a blank in a name.
  private let mounts = #"""
    22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
    30 22 0:50 / /home rw,relatime shared:2 - nfs4 server:/home rw,vers=4.2
    31 30 0:51 / /home/ada/local rw - xfs /dev/vdb rw
    32 22 0:52 / /mnt/team\040share rw - cifs //server/team rw
    33 22 0:53 / /mnt/ssh rw - fuse.sshfs ada@web: rw
    34 22 0:54 / /work rw - nfs server:/work rw
    35 22 0:55 / /work rw - overlay overlay rw
    36 22 0:56 / /host rw - virtiofs host rw
    37 22 0:57 / /wsl rw - 9p drvfs rw
    38 22 0:58 / /broken
    """#

  @Test(arguments: [
    ("/var/lib/history.db", "ext4", false), ("/home/ada/history.db", "nfs4", true),
    ("/home/ada/local/history.db", "xfs", false), ("/home/ada/localhost", "nfs4", true),
    ("/homework", "ext4", false), ("/mnt/team share/x", "cifs", true), ("/mnt/ssh", "fuse.sshfs", true),
    ("/work/x", "overlay", false), ("/host/x", "virtiofs", false), ("/wsl/x", "9p", false),
  ])
  func `a path lies on the longest mount it is below, and the last of those`(
    path: String, kind: String, isNetwork: Bool
  ) {
    let found = FileSystem(of: path, mounts: mounts)
    #expect(found?.kind == kind)
    #expect(found?.isNetwork == isNetwork)
  }

  @Test
  func `this machine tells, also of what is not there yet, and where nothing is known nothing is refused`() {
    #expect(FileSystem(of: folder.path + "/not/there/yet.db")?.kind == FileSystem(of: folder.path)?.kind)
    #expect(FileSystem(of: "/proc")?.kind == "proc")
    #expect(FileSystem(of: "/x", mounts: "") == nil)
  }

  @Test(arguments: [History.Access.recording, .reading])
  func `a history on a network file system is refused, and nothing is made there`(access: History.Access)
    throws
  {
    var opening = HistoryOpening(path: folder.file("new/history.db"), access: access)
    opening.fileSystem = { _ in FileSystem(kind: "nfs4") }
    #expect(
      throws: HistoryProblem(
        "the history at \(folder.file("new/history.db")) would lie on a network file system (nfs4), where several machines could damage it; let $RUNBOOK_HISTORY name a place on this machine, and share runs with `runbook sync`"
      )
    ) { try opening.open() }
    #expect(TemporaryFolder.mode(folder.file("new")) == nil)
    opening.fileSystem = { _ in nil }
    if access == .recording { #expect(try opening.open().runs().isEmpty) }
  }
}
