/// All phrases of a domain, by section.
///
/// The notation, a line each: `@name` opens a section; other lines are its phrases. `#` begins a comment; empty lines
/// mean nothing. `[…]` marks the words that decide the label (the whole phrase where nothing is marked), `{slot}` is
/// filled from the cast, a leading `+ ` means "only once the agent has named the price", `- ` "only before that".
struct PhraseBook: Sendable {
  /// Numbers of the phrases of one section that may be said.
  struct Section: Sendable {
    var name: String
    /// The number of the line that opens it, from 1.
    var line: Int
    var told: [Int] = []
    var untold: [Int] = []
  }

  let phrases: [Phrase]
  let sections: [Section]
  private let numbers: [String: Int]

  /// Reads the text of `file`.
  ///
  /// - Throws: ``GenerationError/phrases(_:)`` with the file, the line and what is wrong with it.
  init(file: String, text: String, slots: [String: Int], questionMarks: [String]) throws(GenerationError) {
    func problem(_ line: Int, _ words: String) -> GenerationError { .phrases("\(file):\(line): \(words)") }
    var phrases: [Phrase] = []
    var sections: [Section] = []
    var numbers: [String: Int] = [:]
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("@") {
        let name = String(line.dropFirst())
        guard numbers.updateValue(sections.count, forKey: name) == nil else {
          throw problem(number, "section “\(name)” appears twice")
        }
        sections.append(Section(name: name, line: number))
        continue
      }
      guard let current = sections.indices.last else { throw problem(number, "“\(line)” stands before any section") }
      let condition = PhraseBook.condition(line)
      let body = condition == .always ? line : line.dropFirst(2)
      let isPolite = sections[current].name.hasPrefix("sim")
      let asks = PhraseBook.asks(body, isPolite ? questionMarks + ["…呢"] : questionMarks)
      do {
        phrases.append(try Phrase(line: body, slots: slots, asks: asks))
      } catch {
        throw problem(number, error.words)
      }
      if condition != .untold { sections[current].told.append(phrases.count - 1) }
      if condition != .told { sections[current].untold.append(phrases.count - 1) }
    }
    if let empty = sections.first(where: { $0.told.isEmpty || $0.untold.isEmpty }) {
      throw problem(empty.line, "section “\(empty.name)” has nothing to say at some time")
    }
    self.phrases = phrases
    self.sections = sections
    self.numbers = numbers
  }

  /// The number of a section, if there is one of that name.
  func section(_ name: String) -> Int? { numbers[name] }

  /// The number of a section that must be there.
  func required(_ name: String) throws(GenerationError) -> Int {
    guard let number = numbers[name] else { throw .phrases("there is no section “\(name)”") }
    return number
  }

  /// The numbers of the sections of one kind, a name each.
  func required(_ kind: String, _ names: [String]) throws(GenerationError) -> [Int] {
    var result: [Int] = []
    for name in names { result.append(try required("\(kind) \(name)")) }
    return result
  }

  private static func condition(_ line: Substring) -> Phrase.Condition {
    if line.hasPrefix("+ ") { return .told }
    return line.hasPrefix("- ") ? .untold : .always
  }

  /// Whether the last clause holds one of the words that make a question; `…` before a word means "at its end".
  ///
  /// Simulators' 呢 asks; people's often only says that they are busy.
  private static func asks(_ line: Substring, _ marks: [String]) -> Bool {
    let clause = line.split(separator: "，").last ?? line
    let plain = String(clause.filter { $0 != "[" && $0 != "]" })
    return marks.contains { $0.hasPrefix("…") ? plain.hasSuffix($0.dropFirst()) : plain.contains($0) }
  }
}
