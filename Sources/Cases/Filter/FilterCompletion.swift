/// What may stand at a place of a filter that is being typed.
public struct FilterCompletion: Sendable, Hashable {
  public struct Candidate: Sendable, Hashable {
    /// What to put in the place of the range: a field with its test, or a value, quoted where it must be.
    public var text: String
    /// What it is, on one line; empty for values.
    public var help: String
    /// The cases that it would leave, where they were counted.
    public var count: Int?

    public init(text: String, help: String = "", count: Int? = nil) {
      self.text = text
      self.help = help
      self.count = count
    }
  }

  /// The characters that a candidate replaces, counted from 0; they end at the cursor.
  public var range: Range<Int>
  /// Those that begin with what was typed, then those that contain it.
  public var candidates: [Candidate]

  /// Of a field with more values only so many are looked at, so that no keystroke waits.
  static let mostValues = 20_000

  public init(range: Range<Int>, candidates: [Candidate]) {
    self.range = range
    self.candidates = candidates
  }
}

extension CaseTable {
  /// The values of a field that may be meant: an unknown outcome only where there is one.
  private func suggestions(for field: FilterField, in context: FilterContext) -> [String] {
    let values = values(of: field, in: context)
    let strata = description.outcome.strata.count
    guard field == .outcome, !conversations.stratum.contains(where: { Int($0) >= strata }) else { return values }
    return Array(values.prefix(strata))
  }

  /// What may stand at the cursor of a filter that is being typed.
  ///
  /// - Parameters:
  ///   - cursor: In characters from 0.
  ///   - facets: Counts to show beside the values, if there are any.
  ///   - limit: The most candidates.
  public func completion(
    of text: String, at cursor: Int, in context: FilterContext, facets: Facets? = nil, limit: Int = 200
  ) -> FilterCompletion {
    let before = String(text.prefix(max(0, min(cursor, Filter.maximumLength))))
    let word = UnfinishedWord(before)
    let typed = word.typed
    let candidates: [FilterCompletion.Candidate]
    if let field = word.field {
      let facet = facets?[field]
      candidates = suggestions(for: field, in: context).prefix(FilterCompletion.mostValues).matching(typed) { $0 }
        .prefix(
          limit
        ).map { value in
          FilterCompletion.Candidate(
            text: FilterText.quoted(value), count: facet?.values.first { $0.value == value }?.count)
        }
    } else {
      let fields = FilterField.all.filter(has) + conversations.profile.map { FilterField.profile($0.name) }
      candidates = fields.matching(typed) { $0.name }.prefix(limit).map { field in
        FilterCompletion.Candidate(text: field.description + (field.kind.tests.first ?? ":"), help: field.help)
      }
    }
    let start = String(String.UnicodeScalarView(before.unicodeScalars.prefix(word.start))).count
    return FilterCompletion(range: min(start, before.count)..<before.count, candidates: candidates)
  }
}

/// The last word of a filter that is being typed, whatever is wrong with the words before it.
private struct UnfinishedWord {
  /// Where it begins, in scalars.
  private(set) var start = 0
  /// What was typed of it, without quotes.
  private(set) var typed = ""
  /// The field whose value it is; `nil` where it is a field.
  private(set) var field: FilterField?

  init(_ text: String) {
    var name = String.UnicodeScalarView()
    var value: String.UnicodeScalarView?
    var closing: Unicode.Scalar?
    var isAfterBackslash = false
    for (place, scalar) in text.unicodeScalars.enumerated() {
      if let quote = closing {
        if scalar == quote && !isAfterBackslash {
          closing = nil
          if value == nil { name.append("\"") }
        } else if !isAfterBackslash && scalar == "\\" && value != nil {
          isAfterBackslash = true
          continue
        } else {
          append(scalar)
        }
        isAfterBackslash = false
      } else if let quote = FilterScalar.closingQuote(of: scalar), value?.isEmpty != false {
        closing = quote
        if value == nil { name.append("\"") }
      } else if FilterScalar.isSpace(scalar) || FilterScalar.opensGroup(scalar) || FilterScalar.closesGroup(scalar) {
        start = place + 1
        name = .init()
        value = nil
      } else if name.isEmpty && scalar == "-" {
        start = place + 1
      } else if FilterScalar.beginsTest(scalar) && !name.isEmpty && (value?.isEmpty != false) {
        value = .init()
        start = place + 1
      } else if FilterScalar.separatesValues(scalar) && value != nil {
        value = .init()
        start = place + 1
      } else {
        append(scalar)
      }
    }
    typed = String(value ?? .init(name.filter { $0 != "\"" }))
    if value != nil {
      var cursor = FilterCursor(String(name))
      field = try? cursor.takeField().0
    }

    func append(_ scalar: Unicode.Scalar) {
      if value == nil { name.append(scalar) } else { value?.append(scalar) }
    }
  }
}

extension Sequence {
  /// The elements whose name begins with `typed`, then those whose name contains it, in any letter case.
  fileprivate func matching(_ typed: String, name: (Element) -> String) -> [Element] {
    guard !typed.isEmpty else { return Array(self) }
    let typed = typed.lowercased()
    var beginning: [Element] = []
    var containing: [Element] = []
    for element in self {
      let name = name(element).lowercased()
      if name.hasPrefix(typed) {
        beginning.append(element)
      } else if name.contains(typed) {
        containing.append(element)
      }
    }
    return beginning + containing
  }
}
