extension Tool {
  /// Service, then operation: of the AWS CLI's reference.
  static let aws = Tool(
    name: "aws",
    options: ValueOptions(
      "--endpoint-url --output --query --profile --region --color --ca-bundle --cli-read-timeout --cli-connect-timeout --cli-binary-format"
    ),
    depth: .fixed(2), refusals: RefusalPattern.aws)

  /// Groups, then the command: of the gcloud reference.
  static let gcloud = Tool(
    name: "gcloud",
    options: ValueOptions(
      "--account --billing-project --configuration --flags-file --format --impersonate-service-account --project --verbosity"
    ),
    depth: .through([
      "add-iam-policy-binding", "create", "delete", "deploy", "describe", "export", "get", "get-credentials",
      "get-health",
      "get-iam-policy", "get-nat-mapping-info", "get-status", "get-value", "import", "list", "list-usable",
      "login", "print-access-token", "read", "remove-iam-policy-binding",
      "reset", "resize", "run", "set", "ssh", "start", "stop", "test", "unset", "update", "upgrade",
      "version", "info",
    ]), refusals: RefusalPattern.gcloud)

  /// Groups, then the command: of the Azure CLI's reference.
  static let az = Tool(
    name: "az", options: ValueOptions("-o --output --query --subscription"),
    depth: .through([
      "add", "create", "delete", "get", "get-credentials", "get-upgrades", "invoke", "list",
      "list-effective-nsg",
      "login", "remove", "restart", "run-command", "scale", "set", "show", "show-backend-health",
      "show-effective-route-table", "start", "stop", "update", "upgrade", "version",
    ]), refusals: RefusalPattern.az)
}
