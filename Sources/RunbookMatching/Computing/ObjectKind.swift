/// What kind of object of Kubernetes a function asks for.
enum ObjectKind: String {
  case pod = "Pod"
  case policy = "NetworkPolicy"
  case namespace = "Namespace"
  case service = "Service"
  case endpoints = "Endpoints"
  case slice = "EndpointSlice"

  /// Where it is defined; of the oldest ones the version alone. Others have kinds of the same name: Calico has its own
  /// NetworkPolicy, Knative its own Service.
  private var groups: [String] {
    switch self {
    case .pod, .namespace, .service, .endpoints: ["v1"]
    case .policy: ["networking.k8s.io", "extensions"]
    case .slice: ["discovery.k8s.io"]
    }
  }

  /// The objects of a text: one, a `List` of them as kubectl prints it, or an array. Those inside a list that the
  /// API server itself wrote (`PodList`) have no kind, and are taken for what they should be.
  static func objects(in text: String, _ kinds: [ObjectKind]) -> Result<[JSONValue], DocumentProblem> {
    let root: JSONValue
    do throws(DocumentProblem) {
      root = try JSONDocument(Array(text.utf8)[...]).root
    } catch {
      return .failure(error)
    }
    var objects = [root]
    if root.isArray {
      objects = root.children
    } else if let items = root["items"], items.isArray || items.isNull {
      objects = items.children
    }
    for object in objects {
      guard object.isObject else { return .failure(DocumentProblem(MatchingProblems.noObject(object))) }
      if let kind = object.string("kind") {
        guard let known = kinds.first(where: { $0.rawValue == kind }) else {
          return .failure(DocumentProblem(MatchingProblems.otherKind(kind)))
        }
        let version = object.string("apiVersion")
        if let version, !known.groups.contains(String(version.prefix { $0 != "/" })) {
          return .failure(DocumentProblem(MatchingProblems.otherKind("\(kind) of \(version)")))
        }
      } else if object["metadata"]?.isObject != true {
        return .failure(DocumentProblem(MatchingProblems.noMetadata))
      }
    }
    return .success(objects)
  }
}

extension JSONValue {
  var objectName: String { string("metadata", "name") ?? "" }
  var namespace: String { string("metadata", "namespace") ?? "default" }
  var labels: Labels { object("metadata", "labels")?.asLabels ?? [:] }

  /// Names and values of an object, as text.
  var asLabels: Labels {
    Labels(zip(names, children.map(\.written)), uniquingKeysWith: { _, last in last })
  }
}

/// The labels of an object.
typealias Labels = [String: String]
