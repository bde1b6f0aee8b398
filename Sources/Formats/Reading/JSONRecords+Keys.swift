internal import Interchange
internal import JSON

extension JSONRecords {
  /// Makes the members of the outermost object the records, and leaves all lists whole.
  static let members: Set<String> = ["\0"]

  /// The first of these keys that the outermost object of a file has; `nil` where it has none, or is no object.
  ///
  /// It tells what a file is made of before it is read: whole, or list by list.
  static func firstKey(_ keys: Set<String>, of file: LogFile, _ input: LogInput) throws(ImportError) -> String? {
    var records = try JSONRecords(file, of: input, expanding: keys, sink: nil)
    do throws(ImportError) {
      while let record = try records.next() {
        guard let key = record.key else { return nil }
        if keys.contains(key) { return key }
      }
    } catch {
      // Whoever reads the file tells what is wrong with it.
      if case .unreadable = error { return nil }
      throw error
    }
    return nil
  }
}
