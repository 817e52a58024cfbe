extension Schema {
  /// What makes a history answer questions.
  static let v3 = v3People + v3Search + v3Similar + v3Redaction + v3Views
}
