import Foundation
import FoundationXML
import Testing

/// What a strict XML parser says of a text: its elements with their attributes, and its text.
final class WellFormed: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var text = ""
  private var problem: String?

  init(_ document: String) throws {
    super.init()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    parser.shouldResolveExternalEntities = false
    let isWellFormed = parser.parse()
    let place = "line \(parser.lineNumber), column \(parser.columnNumber)"
    try #require(isWellFormed && problem == nil, "\(problem ?? "not well-formed") at \(place)")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) { elements.append((name, attributes)) }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { problem = "\(error)" }
}
