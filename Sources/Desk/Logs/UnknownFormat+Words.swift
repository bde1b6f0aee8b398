internal import Formats
internal import JSON

extension UnknownFormat {
  /// What was seen instead of a known format, as the rest of a sentence.
  var words: String {
    switch sample.layout {
    case .records, .object:
      let keys = sample.records.first?.members?.map { "“\($0.key)”" } ?? []
      if sample.records.first?["_type"]?.string == "https://in-toto.io/Statement/v1" {
        return "is a receipt, no log; `walkaway verify` checks it against its audit"
      }
      if sample.mixture.count > 1 {
        let found = sample.mixture.map { "\($0.title) (first in line \($0.line))" }
        return "mixes formats: \(found.joined(separator: ", ")); write each to a file of its own"
      }
      if let (line, limit) = sample.tooLong {
        return "is JSON whose record \(line) is longer than \(limit >> 20) MiB, which is what is read at once, and "
          + "nothing else in it tells the format; write one conversation a record, or leave out what is not needed"
      }
      if keys.isEmpty { return "is JSON, but its records are no objects: no conversations of a format that is known" }
      return "is JSON of no format that is known; its records have \(keys.prefix(20).joined(separator: ", "))"
    case .table:
      let header = sample.rows.first ?? []
      if ["real", "simulated"].allSatisfy({ side in header.contains { $0.lowercased().contains(side) } }) {
        return "is a table whose columns name a real and a simulated turn; --as pairs reads a turn of both sides a row"
      }
      let names = header.map { "“\($0)”" }
      return
        "is a table without columns that name a speaker and a text; it has \(names.prefix(40).joined(separator: ", "));"
        + " name them with --columns conversation=…,role=…,text=…"
    case .text where sample.tooLong != nil:
      return "holds a record of JSON that is longer than \((sample.tooLong?.limit ?? 0) >> 20) MiB, which is what is "
        + "read at once; write one conversation a record, or leave out what is not needed"
    case .text:
      return sample.lines.isEmpty ? "is empty" : "is a text of no format that is known"
    }
  }
}
