import RunbookCommands
import Testing

@Suite struct EnvironmentNameTests {
  @Test(arguments: [
    "HOME", "PATH", "USER", "PWD", "TMPDIR", "KUBECONFIG", "LANG", "LC_ALL", "RANDOM", "SECONDS",
    "BASH_SOURCE", "PIPESTATUS",
    "IFS", "REPLY", "OPTARG", "HTTPS_PROXY", "no_proxy", "AWS_PROFILE", "1", "10", "@", "*", "#", "?", "-",
    "$", "!", "0", "_",
  ])
  func `names of the shell and of the usual environment are known`(name: String) {
    #expect(isEnvironmentName(name))
  }

  @Test(arguments: ["", "pod", "POD", "NAMESPACE", "Home", "path", "1a", "%", "FOO_BAR", "LC_", "@@"])
  func `other names are not`(name: String) {
    #expect(!isEnvironmentName(name))
  }
}
