import RunbookMatching
import RunbookModel

/// The items of an `each`, as commands get them and as they are shown.
///
/// An item that stands in the list twice is looked at once: the attempts of an item are found again
/// by its name.
struct ItemList: Sendable {
  let real: [String]
  let shown: [String]

  var count: Int { real.count }

  struct Problem: Error { let reason: String }

  static func of(_ each: EachClause, bindings: Bindings, veil: Veil) -> Result<ItemList, Problem> {
    let value: VariableValue
    switch resolve(each.list, bindings.real) {
    case .value(let found): value = found
    case .missing(let reference): return .failure(Problem(reason: bindings.absence(of: reference)))
    case .impossible(let reason): return .failure(Problem(reason: reason))
    }
    var seen: Set<String> = []
    let texts = value.isList ? value.texts : value.texts.filter { !$0.isEmpty }
    let real = texts.filter { seen.insert($0).inserted }
    if real.isEmpty { return .failure(Problem(reason: EngineProblems.emptyList(each.list))) }
    return .success(ItemList(real: real, shown: real.map { veil.cover($0) }))
  }
}
