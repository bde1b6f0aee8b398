public import Interchange
internal import JSON

extension LogReading {
  /// The fields of the first conversations that an outcome may stand in, with their values where these are few.
  public func fields(of count: Int) throws(ImportError) -> [String] {
    var (values, names, ignored) = ([String: Set<String>](), [String](), [String: Int]())
    func add(_ name: String, _ value: JSONValue) {
      if values[name] == nil { names.append(name) }
      values[name, default: []].insert(value.scalar ?? "")
    }
    for row in try preview(count, leftOut: &ignored) {
      if let outcome = row.record["outcome"] { add("outcome", outcome) }
      for field in row.record["profile"]?.members ?? [] { add(field.key, field.value) }
    }
    return names.map { name in
      let values = values[name] ?? []
      let areFew = values.count <= 5 && values.allSatisfy { $0.count <= 24 }
      return "\(name) (\(areFew ? values.sorted().joined(separator: ", ") : "\(values.count) values"))"
    }
  }

  /// The first conversations as they will come in, and what is refused among them.
  ///
  /// - Parameter leftOut: What was left out on the way, by what it is.
  public func preview(_ count: Int, leftOut: inout [String: Int]) throws(ImportError) -> [PreviewedRow] {
    var rows: [PreviewedRow] = []
    guard count > 0 else { return rows }
    var trial = RowTrial(audit.description, request.input.options)
    leftOut = try forEachRow { (row: PreviewedRow) throws(ImportError) -> Bool in
      rows.append(request.kind == .conversations ? LogReading.tried(row, &trial) : row)
      return rows.count < count
    }
    return rows
  }

  /// A row as the import takes it.
  private static func tried(_ row: PreviewedRow, _ trial: inout RowTrial) -> PreviewedRow {
    guard row.refusal == nil else { return row }
    var row = row
    let bytes = Array(row.record.json(indented: false).utf8)
    switch trial.verdict(on: bytes, kind: .conversations, file: row.file ?? "", line: row.line) {
    case .refused(let refusal): (row.record, row.refusal) = (.null, refusal)
    case .taken(let dropped) where dropped > 0:
      row.record["turns"] = .array(Array((row.record["turns"]?.elements ?? []).dropLast(dropped)))
      row.droppedTurns = dropped
    case .taken: break
    }
    return row
  }
}
