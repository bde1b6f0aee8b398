internal import Foundation
internal import GRDB

/// Something in a store that this program would not have written.
struct StoreDamage: Error {
  /// What and where, as a part of a sentence.
  var explanation: String

  init(_ explanation: String) { self.explanation = explanation }

  /// - Parameter key: Names the row for a person who looks at the file.
  init(_ table: String, row key: some CustomStringConvertible, _ problem: String) {
    explanation = "table \(table), row \(key): \(problem)"
  }
}

/// SQLite keeps any value in any column: what a file holds is asked for by its type.
extension Row {
  func integer(_ column: Int, of table: String) throws -> Int {
    guard let value = try optionalInteger(column, of: table) else { throw missing(column, table) }
    return value
  }

  func optionalInteger(_ column: Int, of table: String) throws -> Int? {
    switch storage(column) {
    case .null: return nil
    case .int64(let value): return Int(value)
    default: throw wrong(column, table, "a whole number")
    }
  }

  /// A finite number.
  func optionalNumber(_ column: Int, of table: String) throws -> Double? {
    switch storage(column) {
    case .null: return nil
    case .int64(let value): return Double(value)
    case .double(let value) where value.isFinite: return value
    default: throw wrong(column, table, "a number")
    }
  }

  func bytes(_ column: Int, of table: String) throws -> Data {
    guard case .blob(let value) = storage(column) else { throw wrong(column, table, "bytes") }
    return value
  }

  func text(_ column: Int, of table: String) throws -> String {
    guard let value = try optionalText(column, of: table) else { throw missing(column, table) }
    return value
  }

  func optionalText(_ column: Int, of table: String) throws -> String? {
    switch storage(column) {
    case .null: return nil
    case .string(let value): return value
    default: throw wrong(column, table, "text")
    }
  }

  private func storage(_ column: Int) -> DatabaseValue.Storage { (self[column] as DatabaseValue).storage }

  private func missing(_ column: Int, _ table: String) -> StoreDamage {
    StoreDamage("table \(table): a value is missing in the column “\(name(of: column))”")
  }

  private func wrong(_ column: Int, _ table: String, _ kind: String) -> StoreDamage {
    StoreDamage("table \(table): the column “\(name(of: column))” holds something that is not \(kind)")
  }

  private func name(of column: Int) -> String { Array(columnNames)[column] }
}
