import Foundation
import JSON
import Testing

@testable import Formats
@testable import Interchange

/// Values of another kind in the place of every value: they are read, left out or refused, and nothing ends the program.
/// Cut and changed bytes: ``DamagedFilesTests``.
struct DamagedLogTests {
  @Test(arguments: LogFormats.all.map(\.id))
  func valuesOfAnotherKindAreReadOrRefused(_ id: String) throws {
    for path in SampleFiles.logs(of: id) {
      guard let data = FileManager.default.contents(atPath: path), data.first == 123 || data.first == 91 else {
        continue
      }
      let first = data.split(separator: 10).first.flatMap { try? JSONValue(parsing: Array($0)) }
      guard let value = (try? JSONValue(parsing: Array(data))) ?? first else { continue }
      for number in 0..<min(150, value.count) {
        var rest = number
        let damaged = value.damaged(&rest, with: JSONValue.strange[number % JSONValue.strange.count])
        _ = try? WrittenLog.read(
          damaged.json(indented: false), format: id, mapping: SampleFiles.mapping(of: id))
      }
    }
  }
}

extension JSONValue {
  fileprivate static let strange: [JSONValue] = [
    .null, .number("1e300"), .string(""), .object([]), .array([]), .bool(true), .number("-1"), .string("[{"),
    .array([.null, .array([])]), .string("\u{0}\u{202E}😀"),
  ]

  /// How many values it holds, itself among them.
  fileprivate var count: Int {
    1 + (members ?? []).reduce(0) { $0 + $1.value.count } + (elements ?? []).reduce(0) { $0 + $1.count }
  }

  /// The same with another value in the place of the one that `number` counts to.
  fileprivate func damaged(_ number: inout Int, with value: JSONValue) -> JSONValue {
    number -= 1
    if number == -1 { return value }
    switch self {
    case .object(let members):
      return .object(members.map { Member($0.key, number < 0 ? $0.value : $0.value.damaged(&number, with: value)) })
    case .array(let elements): return .array(elements.map { number < 0 ? $0 : $0.damaged(&number, with: value) })
    default: return self
    }
  }
}
