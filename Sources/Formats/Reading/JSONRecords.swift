internal import Interchange
internal import JSON

/// The records of a JSON file one after the other, whatever its layout: an object a line, one array of objects, an
/// object that holds arrays of them, or several objects.
struct JSONRecords: ~Copyable {
  struct Record {
    /// The key of the outermost object under which it stands; `nil` where there is no such object.
    var key: String?
    /// The line, or the number of the record where it is no line of its own.
    var line: Int
    /// Lives until the next call.
    var value: Result<JSONView, RecordProblem>
  }

  private enum Layout {
    case lines, values
    case array
    /// Inside of the outermost object, whose members are records of their own.
    case members
    /// Inside of an array that is a member of it.
    case elements(String)
    case atEnd
  }

  private let file: LogFile
  private let expanding: Set<String>
  private var parser = JSONParser()
  private var layout: Layout
  private var lines: LineReader?
  private var scanner: JSONScanner?
  private var number = 0
  private let nested = NestedJSON()
  /// The longest record, in bytes.
  private let limit: Int

  /// - Parameters:
  ///   - expanding: Where the file is one object: its members are records, and of these the elements, if they are arrays.
  ///     Empty where the object itself is the record.
  init(_ file: LogFile, of input: LogInput, expanding: Set<String> = [], sink: LogSink?) throws(ImportError) {
    let options = input.options
    let watch: ((Int) throws(ImportError) -> Void)? = sink?.watch
    if try JSONRecords.isLines(file, options) {
      self.init(
        file, expanding, options.maximumLineLength,
        lines: try LineReader(
          path: file.path, limit: options.maximumLineLength, maximum: options.maximumExpanded, watch: watch))
    } else {
      self.init(
        file, expanding, options.maximumLineLength,
        scanner: try JSONScanner(
          path: file.path, limit: options.maximumLineLength, maximum: options.maximumExpanded, watch: watch))
    }
  }

  private init(_ file: LogFile, _ expanding: Set<String>, _ limit: Int, lines: consuming LineReader) {
    self.file = file
    self.expanding = expanding
    self.limit = limit
    layout = .lines
    self.lines = consume lines
  }

  private init(_ file: LogFile, _ expanding: Set<String>, _ limit: Int, scanner: consuming JSONScanner) {
    self.file = file
    self.expanding = expanding
    self.limit = limit
    layout = .values
    self.scanner = consume scanner
  }

  /// Whether the first line is a whole value, and not the only one.
  private static func isLines(_ file: LogFile, _ options: ImportOptions) throws(ImportError) -> Bool {
    var lines = try LineReader(path: file.path, limit: options.maximumLineLength, maximum: options.maximumExpanded)
    while let line = try lines.next() {
      if line.bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
      guard !line.isTooLong, line.bytes.first(where: { $0 != 32 && $0 != 9 }) == 123 else { return false }
      let parser = JSONParser()
      let isValue =
        (try? parser.parse(line.bytes)) != nil
        || MendedNumbers.mended(line.bytes).flatMap { NestedJSON().view(of: $0) } != nil
      guard isValue else {
        // A first line that is damaged, and a second one that begins like a line.
        guard line.bytes.last(where: { $0 != 32 && $0 != 13 }) == 125 else { return false }
        return try lines.next()?.bytes.first == 123
      }
      while let next = try lines.next() {
        if !next.bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { return true }
      }
      return false
    }
    return false
  }

  mutating func next() throws(ImportError) -> Record? {
    while true {
      switch layout {
      case .atEnd: return nil
      case .lines: return try nextLine()
      case .values:
        guard let byte = try scanner?.peek() else { return nil }
        if byte == 91, number == 0 {
          scanner?.skip()
          layout = .array
        } else if byte == 123, number == 0, !expanding.isEmpty {
          scanner?.skip()
          layout = .members
        } else {
          return try nextValue(key: nil)
        }
      case .array:
        guard try begins(closing: 93) else {
          layout = .values
          number = max(number, 1)
          continue
        }
        return try nextValue(key: nil)
      case .members:
        guard try begins(closing: 125) else {
          layout = .atEnd
          continue
        }
        let key = try key()
        guard try scanner?.peek() == 91, expanding.contains(key) else { return try nextValue(key: key) }
        scanner?.skip()
        layout = .elements(key)
      case .elements(let key):
        guard try begins(closing: 93) else {
          layout = .members
          continue
        }
        return try nextValue(key: key)
      }
    }
  }

  /// Passes over what stands between elements; false at the end of their array or object.
  private mutating func begins(closing bracket: UInt8) throws(ImportError) -> Bool {
    while let byte = try scanner?.peek() {
      if byte == bracket {
        scanner?.skip()
        return false
      }
      if byte != 44 && byte != 58 { return true }
      scanner?.skip()
    }
    throw .unmapped(path: file.path, explanation: "the JSON ends too early; write the file again")
  }

  private mutating func key() throws(ImportError) -> String {
    guard let bytes = try scanner?.value() else { return "" }
    let key = (try? parser.parse(bytes))?.string
    while try scanner?.peek() == 58 { scanner?.skip() }
    return key ?? ""
  }

  private mutating func nextLine() throws(ImportError) -> Record? {
    while let line = try lines?.next() {
      if line.bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }), !line.isTooLong { continue }
      if line.isTooLong { return Record(key: nil, line: line.number, value: .failure(.tooLong(limit))) }
      return Record(key: nil, line: line.number, value: parse(line.bytes))
    }
    return nil
  }

  private mutating func nextValue(key: String?) throws(ImportError) -> Record? {
    number += 1
    guard let bytes = try scanner?.value() else {
      return Record(key: key, line: number, value: .failure(.tooLong(limit)))
    }
    return Record(key: key, line: number, value: parse(bytes))
  }

  private mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONView, RecordProblem> {
    do throws(JSONSyntaxError) {
      return .success(try parser.parse(bytes, allowsNul: true))
    } catch {
      if let view = MendedNumbers.mended(bytes).flatMap({ nested.view(of: $0) }) { return .success(view) }
      return .failure(.syntax(error.explanation, isText: error.isBrokenText, offset: error.offset))
    }
  }
}

/// Why a record cannot be read.
enum RecordProblem: Error {
  /// With how long one may be, in bytes.
  case tooLong(Int)
  case syntax(String, isText: Bool, offset: Int)

  var reason: Refusal.Reason {
    switch self {
    case .tooLong: .lineTooLong
    case .syntax(_, let isText, _): isText ? .brokenText : .brokenJSON
    }
  }

  var explanation: String {
    switch self {
    case .tooLong(let limit): "is longer than \(limit >> 20) MiB, which is what is read at once"
    case .syntax(let words, _, let offset): "\(words) at byte \(offset + 1)"
    }
  }
}
