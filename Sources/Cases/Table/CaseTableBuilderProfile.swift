/// Makes dictionary-coded columns out of packed profiles.
public struct ProfileColumnsBuilder: Sendable {
  /// Fields beyond these stay in the store, and are looked up there.
  public static let maximumFields = 254

  struct Field {
    var name: String
    var values = StringTable()
    var codes: [UInt32] = []
  }

  private var fields: [Field]
  /// The number of the first field in ``PackedProfile``.
  private let first: Int
  public let fieldsWithoutColumn: Int

  /// - Parameter fields: The names of the fields by their number in ``PackedProfile``.
  public init(fields names: [String]) {
    fields = names.prefix(ProfileColumnsBuilder.maximumFields).map { Field(name: $0) }
    first = 0
    fieldsWithoutColumn = max(0, names.count - ProfileColumnsBuilder.maximumFields)
  }

  /// Makes the column of one field.
  public init(field name: String, number: Int) {
    fields = [Field(name: name)]
    first = number
    fieldsWithoutColumn = 0
  }

  /// Adds the profile of the conversation in `row`; a value that is no string counts as its JSON text, null as missing.
  public mutating func add(_ profile: UnsafeRawBufferPointer, row: Int) {
    PackedProfile.forEach(in: profile) { number, kind, value in
      let place = number - first
      guard fields.indices.contains(place), kind != .null else { return }
      let code = value.withMemoryRebound(to: UInt8.self) { fields[place].values.intern($0).number }
      fields[place].fill(to: row)
      fields[place].codes.append(code)
    }
  }

  /// The columns that have a value anywhere.
  public func columns(rows: Int) -> [ProfileColumn] {
    fields.compactMap { field in
      guard field.values.count > 0 else { return nil }
      var field = field
      field.fill(to: rows)
      return ProfileColumn(
        name: field.name, values: (0..<UInt32(field.values.count)).map { field.values[$0] }, codes: field.codes)
    }
  }
}

extension ProfileColumnsBuilder.Field {
  /// Marks the rows up to `row` as missing; a field named twice in one profile keeps its last value.
  mutating func fill(to row: Int) {
    if codes.count > row { codes.removeLast(codes.count - row) }
    while codes.count < row { codes.append(ProfileColumn.missing) }
  }
}
