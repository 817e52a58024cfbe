extension RefusalPattern {
  /// Of botocore's exceptions and the error codes that all AWS services share.
  static let aws: [RefusalPattern] = [
    RefusalPattern("*Unable to locate credentials*", "the AWS CLI has no credentials"),
    RefusalPattern("*Partial credentials found in *", "the AWS CLI's credentials are incomplete: $2"),
    RefusalPattern("*The config profile (*) could not be found*", "there is no AWS profile $2"),
    RefusalPattern("*You must specify a region*", "no AWS region is chosen"),
    RefusalPattern("*Error loading SSO Token: *", "the AWS login has expired: $2"),
    RefusalPattern("*The SSO session associated with this profile has expired*", "the AWS login has expired"),
    RefusalPattern("*Token has expired and refresh failed*", "the AWS login has expired"),
    RefusalPattern("*Could not connect to the endpoint URL: *", "AWS is out of reach: $2"),
    RefusalPattern("*Connect timeout on endpoint URL: *", "AWS does not answer: $2"),
    RefusalPattern("*Read timeout on endpoint URL: *", "AWS does not answer: $2"),
    RefusalPattern(
      "*An error occurred (UnauthorizedOperation) when calling the * operation*", "AWS does not allow $2"),
    RefusalPattern(
      "*An error occurred (AccessDenied*) when calling the * operation*", "AWS does not allow $3"),
    RefusalPattern("*An error occurred (ExpiredToken*) when calling *", "the AWS credentials have expired"),
    RefusalPattern("*An error occurred (RequestExpired) when calling *", "the AWS credentials have expired"),
    RefusalPattern(
      "*An error occurred (InvalidClientTokenId) when calling *", "AWS does not accept the credentials"),
    RefusalPattern("*An error occurred (AuthFailure) when calling *", "AWS does not accept the credentials"),
    RefusalPattern(
      "*An error occurred (UnrecognizedClientException) when calling *", "AWS does not accept the credentials"
    ),
    RefusalPattern(
      "*An error occurred (SignatureDoesNotMatch) when calling *", "AWS does not accept the credentials"),
    RefusalPattern(
      "*An error occurred (RequestLimitExceeded) when calling *", "AWS answers too many requests already"),
    RefusalPattern(
      "*An error occurred (Throttling*) when calling *", "AWS answers too many requests already"),
    RefusalPattern("*An error occurred (ServiceUnavailable) when calling *", "AWS cannot answer now"),
    RefusalPattern("*An error occurred (InternalError) when calling *", "AWS cannot answer now"),
  ]

  static let gcloud: [RefusalPattern] = [
    RefusalPattern("*You do not currently have an active account selected*", "gcloud is not logged in"),
    RefusalPattern("*does not have any valid credentials*", "gcloud is not logged in"),
    RefusalPattern(
      "*There was a problem refreshing your current auth tokens: *", "gcloud's login has expired: $2"),
    RefusalPattern("*Reauthentication failed*", "gcloud's login has expired"),
    RefusalPattern("*Reauthentication required*", "gcloud's login has expired"),
    RefusalPattern("*The required property [*] is not currently set*", "gcloud has no $2 chosen"),
    RefusalPattern("*property is set to the empty string*", "gcloud has no project chosen"),
    RefusalPattern("*Required '*' permission for '*'", "gcloud's account lacks $2 on $3"),
    RefusalPattern("ERROR: (gcloud*PERMISSION_DENIED*", "Google Cloud forbids it"),
    RefusalPattern("ERROR: (gcloud*code=403*", "Google Cloud forbids it"),
    RefusalPattern("ERROR: (gcloud*HTTPError 401*", "Google Cloud does not accept the credentials"),
    RefusalPattern("ERROR: (gcloud*HTTPError 403*", "Google Cloud forbids it"),
    RefusalPattern("ERROR: (gcloud*UNAUTHENTICATED*", "Google Cloud does not accept the credentials"),
    RefusalPattern("ERROR: gcloud crashed (*): *", "gcloud failed: $2"),
    RefusalPattern("*Max retries exceeded with url*", "Google Cloud is out of reach"),
    RefusalPattern(
      "*This may be due to network connectivity issues*", "Google Cloud is out of reach", isWeak: true),
  ]

  static let az: [RefusalPattern] = [
    RefusalPattern("*az login*", "the Azure CLI is not logged in"),
    RefusalPattern("*AADSTS*: *", "Azure does not accept the login: AADSTS$2"),
    RefusalPattern("*(AuthorizationFailed) *", "Azure forbids it: $2"),
    RefusalPattern("*(ExpiredAuthenticationToken) *", "the Azure login has expired"),
    RefusalPattern("*(InvalidAuthenticationToken*", "Azure does not accept the credentials"),
    RefusalPattern("*The refresh token has expired*", "the Azure login has expired"),
    RefusalPattern("*The subscription of '*' doesn't exist in cloud*", "there is no Azure subscription $2"),
    RefusalPattern("*Max retries exceeded with url*", "Azure is out of reach"),
    RefusalPattern("*Failed to establish a new connection*", "Azure is out of reach"),
  ]
}
