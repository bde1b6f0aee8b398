import Fidelity
import JSON
import Text

extension FigureEntry {
  /// What JSON says of a place: its facts, and every figure at its path.
  var members: [JSONValue.Member] {
    var members = facts
    for figure in figures { members.insert(figure.members, at: figure.definition.path[...]) }
    return members
  }
}

extension FigureInstance {
  /// The figure's members, to stand at its path.
  fileprivate var members: [JSONValue.Member] {
    switch reading {
    case .figure(let figure):
      definition.shape == .nested
        ? figure.members(named: "estimate", isResampled: definition.isResampled)
        : figure.prefixedMembers(named: definition.path.last ?? "", isResampled: definition.isResampled)
    case .side(let side): side.members(isResampled: definition.isResampled)
    case .quantity(let quantity): [.init("", definition.style.form == .count ? quantity.integerTree : quantity.tree)]
    case .count(let count): [.init("", .integer(count))]
    case .word(let word): [.init("", .string(word))]
    }
  }
}

extension [JSONValue.Member] {
  /// Puts members into the object at a path, which is made where it is missing. A single member without a name is the
  /// value of the path itself; names that begin with the path's last part stand beside it.
  fileprivate mutating func insert(_ members: [JSONValue.Member], at path: ArraySlice<String>) {
    guard let key = path.first else {
      self += members
      return
    }
    if path.count == 1, let first = members.first {
      if first.key.isEmpty { return append(.init(key, first.value)) }
      if first.key == key {
        self += members
        return
      }
    }
    let place = firstIndex { $0.key == key } ?? endIndex
    if place == endIndex { append(.init(key, .object([]))) }
    guard case .object(var inner) = self[place].value else { return }
    inner.insert(members, at: path.dropFirst())
    self[place].value = .object(inner)
  }
}

extension Quantity {
  var tree: JSONValue {
    switch self {
    case .number(let number): .number(number)
    case .reason(let text): .reason(text)
    }
  }

  /// A whole number without a fraction.
  var integerTree: JSONValue {
    number.flatMap { Int(exactly: $0) }.map(JSONValue.integer) ?? tree
  }
}

extension IntervalFigure {
  fileprivate var tree: JSONValue {
    switch self {
    case .bounds(let lower, let upper): .array([.number(lower), .number(upper)])
    case .reason(let text): .reason(text)
    case .pending: .notComputed
    }
  }
}

extension Figure {
  /// `{estimate, ci, ci_bootstrap, ci_formula, n}`
  fileprivate func members(named name: String, isResampled: Bool, hasCount: Bool = true) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [.init(name, value.tree), .init("ci", interval.tree)]
    if isResampled { members.append(.init("ci_bootstrap", bootstrap.tree)) }
    if let formulaInterval { members.append(.init("ci_formula", formulaInterval.tree)) }
    if hasCount { members.append(.init("n", .integer(count))) }
    return members
  }

  /// `{NAME, NAME_ci, NAME_ci_bootstrap}`
  fileprivate func prefixedMembers(named name: String, isResampled: Bool) -> [JSONValue.Member] {
    let members: [JSONValue.Member] = [.init(name, value.tree), .init(name + "_ci", interval.tree)]
    return isResampled ? members + [.init(name + "_ci_bootstrap", bootstrap.tree)] : members
  }
}

extension ShareRow.Side {
  /// `{count, of, share, ci, ci_bootstrap, ci_formula, ci_plain}`
  fileprivate func members(isResampled: Bool) -> [JSONValue.Member] {
    [.init("count", Quantity.number(count).integerTree), .init("of", .integer(of))]
      + share.members(named: "share", isResampled: isResampled, hasCount: false) + [
        .init("ci_plain", plainInterval.tree)
      ]
  }
}
