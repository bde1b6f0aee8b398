internal import Interchange
internal import JSON

/// Files of several formats that were named for one import.
public struct MixedFormats: Error, Sendable {
  /// The first file of each format, and what it was taken for.
  public let found: [(file: String, title: String)]
}

extension LogInput {
  /// Tells what the files are: one format, whoever of a folder is of another one is passed over.
  ///
  /// - Throws: ``UnknownFormat``, ``MixedFormats`` where files that were named differ.
  mutating func recognise(columnsNamed: Bool) throws -> Recognition {
    let sample = try LogSample(of: self)
    let first: Recognition
    do throws(UnknownFormat) {
      first = try Recognition(of: sample)
    } catch {
      // Whoever names columns says that it is a table, or what is like one.
      if columnsNamed {
        let main = Recognition(named: sample.layout == .table ? MessageTable() : MessageRecords())
        try refuseNamed(otherThan: main)
        return main
      }
      guard files.count > 1, let other = try recogniseParts(columnsNamed) else { throw error }
      return other
    }
    if first.format.readsFilesTogether {
      keepFirstKind()
      return first
    }
    if files.count == 1 { return first }
    return try recogniseParts(columnsNamed) ?? first
  }

  /// Refuses files that were named and are known to be of another format.
  private func refuseNamed(otherThan main: Recognition) throws {
    for file in files.dropFirst() where file.origin == .named {
      let sample = try LogSample(of: LogInput(files: [file], options: options))
      guard let other = try? Recognition(of: sample), other.format.id != main.format.id else { continue }
      throw MixedFormats(found: [(files[0].name, main.format.title), (file.name, other.format.title)])
    }
  }

  /// Keeps files of the first kind where nothing else is told of them.
  mutating func keepFirstKind() {
    let first = files.lazy.compactMap(\.kind).first
    let others = files.indices.filter { files[$0].kind != nil && files[$0].kind != first }
    passOver(["they are of another kind than the first": Set(others)])
  }

  /// - Returns: What most of the files are; `nil` where none of them is known.
  private mutating func recogniseParts(_ columnsNamed: Bool) throws -> Recognition? {
    var known: [String: Recognition?] = [:]
    var told: [(group: Range<Int>, recognition: Recognition?)] = []
    for group in groups() {
      let part = LogInput(files: Array(files[group]), options: options)
      guard let signature = try LogSample.signature(of: part) else {
        // Nothing can be told of it; whoever reads it says what is wrong.
        continue
      }
      let recognition = known[signature] ?? (try? Recognition(of: LogSample(of: part)))
      known[signature] = .some(recognition)
      told.append((group, recognition))
    }
    let ids = told.compactMap { $0.recognition?.format.id }
    let counts = Dictionary(grouping: ids, by: \.self).mapValues(\.count)
    let most = counts.values.max() ?? 0
    guard let id = ids.first(where: { counts[$0] == most }),
      let main = told.lazy.compactMap(\.recognition).first(where: { $0.format.id == id })
    else { return nil }
    var others: [String: Set<Int>] = [:]
    for (group, recognition) in told where recognition?.format.id != id {
      if files[group.lowerBound].origin == .named {
        guard let recognition else { continue }
        let first = told.first { $0.recognition?.format.id == id }
        throw MixedFormats(
          found: [
            (first.map { files[$0.group.lowerBound].name } ?? "", main.format.title),
            (files[group.lowerBound].name, recognition.format.title),
          ])
      }
      if recognition == nil, columnsNamed { continue }
      let reason =
        recognition.map { "they are \($0.format.title), the others \(main.format.title); import them by themselves" }
        ?? (main.format is BundleConversations && BundleFiles.Kind(file: files[group.lowerBound].name) != nil
          ? "they are rows of a bundle, which come in with its audit.json; walkaway init FOLDER begins one"
          : "they are of no format that is known")
      others[reason, default: []].formUnion(group)
    }
    passOver(others)
    return main
  }

  /// - Parameter places: By the reason, which files of a folder are not read.
  private mutating func passOver(_ places: [String: Set<Int>]) {
    var all: Set<Int> = []
    for (reason, places) in places {
      let ofFolders = places.filter { files[$0].origin != .named }
      passedOver += ofFolders.sorted().map { PassedFile(name: files[$0].name, reason: reason) }
      all.formUnion(ofFolders)
    }
    files = files.indices.filter { !all.contains($0) }.map { files[$0] }
  }

  /// The files that belong together: those of an archive that is a log of Inspect, others one by one.
  private func groups() -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    while start < files.count {
      var end = start + 1
      if case .archive = files[start].origin {
        while end < files.count, files[end].origin == files[start].origin { end += 1 }
      }
      let names = files[start..<end].map(\.name)
      if names.contains(where: InspectLog.isSample) {
        groups.append(start..<end)
      } else {
        groups += (start..<end).map { $0..<$0 + 1 }
      }
      start = end
    }
    return groups
  }

  /// What is not read, by the reason: the first names, and how many there are.
  var passedOverWords: [String: Int] {
    Dictionary(grouping: passedOver, by: \.reason).reduce(into: [:]) { all, entry in
      let names = entry.value.map(\.name)
      let more = names.count > 3 ? ", …" : ""
      all["files that are not read, as \(entry.key) (\(names.prefix(3).joined(separator: ", "))\(more))"] = names.count
    }
  }
}

extension LogSample {
  /// What files of one format have in common at the first look: the keys of the first record, or the header of a table.
  ///
  /// - Returns: `nil` where nothing can be read.
  fileprivate static func signature(of input: LogInput) throws(ImportError) -> String? {
    if input.files.count > 1 { return "archive \(input.files[0].name)" }
    guard let file = input.files.first, file.size > 0 else { return nil }
    let start = try LogSample.start(of: file, input)
    guard jsonStart(start) != nil else { return start.isEmpty ? nil : "text \(file.name)" }
    do throws(ImportError) {
      var records = try JSONRecords(file, of: input, sink: nil)
      guard let record = try records.next() else { return nil }
      let view: JSONView
      switch record.value {
      case .success(let value): view = value
      case .failure(.tooLong): return "long \(file.name)"
      case .failure: return nil
      }
      var keys: [String] = []
      view.forEachMember { name, _ in keys.append(name) }
      return "\(view.kindName) \(keys.sorted().joined(separator: "\n"))"
    } catch {
      if case .unmapped = error { return nil }
      throw error
    }
  }
}
