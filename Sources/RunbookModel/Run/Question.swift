/// Something that a run asks a person. All text in it is redacted.
package struct Question: Sendable, Hashable {
  /// What kind of answer is wanted.
  package enum Kind: Sendable, Hashable {
    case text(ValueType?)
    case choice([String])
    case yesOrNo
    /// How a thing went that a person did: a verdict, and a remark behind it.
    case verdict
  }

  /// A line of what a person should know before answering: `command`, `effect`, `undo`; or what is to be done, without a label.
  package struct Detail: Sendable, Hashable {
    package let label: String?
    package let text: String

    package init(_ label: String?, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  package let purpose: Answered.Purpose
  /// Of the ask, confirm, manual or fix.
  package let name: String
  package let text: String
  package let kind: Kind
  package let details: [Detail]
  /// What an empty answer means.
  package let standard: String?
  /// Why the answer before this one would not do.
  package var problem: String?

  package init(
    _ purpose: Answered.Purpose, name: String, text: String, kind: Kind, details: [Detail] = [],
    standard: String? = nil
  ) {
    self.purpose = purpose
    self.name = name
    self.text = text
    self.kind = kind
    self.details = details
    self.standard = standard
  }
}
