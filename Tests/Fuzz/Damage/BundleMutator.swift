import Foundation
import Statistics

/// Damages a bundle: its values, its rows, its bytes, its files.
struct BundleMutator {
  /// Writes the bundle, damaged, into `folder`; says how.
  static func write(_ seed: SeedBundle, into folder: String, _ random: inout SeededGenerator) -> String {
    var bundle = seed
    var done: [String] = []
    for _ in 0..<random.next(below: 4) { done.append(mutateValue(of: &bundle, &random)) }
    if random.next(below: 3) == 0 { done.append(mutateRows(of: &bundle, &random)) }
    var files = bundle.files
    if random.next(below: 3) == 0 || done.isEmpty { done.append(mutateBytes(of: &files, &random)) }
    writeFiles(files, into: folder)
    if random.next(below: 12) == 0 { done.append(mutateFile(in: folder, Array(files.keys).sorted(), &random)) }
    return done.joined(separator: ", ")
  }

  private static func mutateValue(of bundle: inout SeedBundle, _ random: inout SeededGenerator) -> String {
    if random.next(below: 4) == 0 {
      ValueMutator.mutate(&bundle.audit, &random)
      return "a value of audit.json"
    }
    let kind = SeedBundle.kinds[random.next(below: SeedBundle.kinds.count)]
    guard var rows = bundle.rows[kind], !rows.isEmpty else { return "nothing" }
    ValueMutator.mutate(&rows[random.next(below: rows.count)], &random)
    bundle.rows[kind] = rows
    return "a value of \(kind)"
  }

  private static func mutateRows(of bundle: inout SeedBundle, _ random: inout SeededGenerator) -> String {
    let kind = SeedBundle.kinds[random.next(below: SeedBundle.kinds.count)]
    guard var rows = bundle.rows[kind], !rows.isEmpty else { return "nothing" }
    let place = random.next(below: rows.count)
    switch random.next(below: 6) {
    case 0: rows.remove(at: place)
    case 1: rows.append(rows[place])
    case 2: rows.reverse()
    case 3: rows = []
    case 4: rows.append(contentsOf: bundle.rows[SeedBundle.kinds[random.next(below: 4)]]?.prefix(3) ?? [])
    default:
      var other = rows[place]
      ValueMutator.mutate(&other, &random)
      rows.append(other)
    }
    bundle.rows[kind] = rows
    return "rows of \(kind)"
  }

  private static func mutateBytes(of files: inout [String: [UInt8]], _ random: inout SeededGenerator) -> String {
    let name = files.keys.sorted()[random.next(below: files.count)]
    var bytes = files[name] ?? []
    let place = random.next(below: bytes.count + 1)
    switch random.next(below: 11) {
    case 0: for _ in 0...random.next(below: 8) where !bytes.isEmpty { flip(&bytes, &random) }
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.next(below: 400)))
    case 3: bytes.insert(contentsOf: (0..<random.next(below: 9)).map { _ in UInt8(random.next(below: 256)) }, at: place)
    case 4: bytes = [0xEF, 0xBB, 0xBF] + bytes
    case 5: bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    case 6: bytes = String(decoding: bytes, as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 7: bytes.insert(contentsOf: repeatElement(UInt8(ascii: "["), count: 5000), at: place)
    case 8: bytes = [UInt8(ascii: "[")] + bytes.map { $0 == 0x0A ? UInt8(ascii: ",") : $0 } + [UInt8(ascii: "]")]
    case 9: bytes.insert(contentsOf: Array("\n\n  \n".utf8), at: place)
    default: bytes = bytes.filter { $0 != 0x0A }
    }
    files[name] = bytes
    return "bytes of \(name)"
  }

  /// What a folder may hold in a file's place.
  private static func mutateFile(in folder: String, _ names: [String], _ random: inout SeededGenerator) -> String {
    let name = names[random.next(below: names.count)]
    let path = "\(folder)/\(name)"
    let files = FileManager.default
    if random.next(below: 3) == 0 {
      shell("gzip '\(path)'")
      guard random.next(below: 2) == 0, var bytes = files.contents(atPath: "\(path).gz"), !bytes.isEmpty else {
        return "\(name) packed"
      }
      let place = random.next(below: bytes.count)
      if random.next(below: 2) == 0 { bytes.removeSubrange(place...) } else { bytes[place] ^= 0x10 }
      if random.next(below: 4) == 0 { bytes.append(contentsOf: bytes) }
      try? bytes.write(to: URL(fileURLWithPath: random.next(below: 2) == 0 ? path : "\(path).gz"))
      return "\(name) packed and broken"
    }
    try? files.removeItem(atPath: path)
    let makings = [
      "mkfifo '\(path)'", "ln -s /nowhere '\(path)'", "ln -s '\(path)' '\(path)'", "ln -s /dev/zero '\(path)'",
      "mkdir '\(path)'", "ln -s /dev/null '\(path)'", "true",
    ]
    let making = makings[random.next(below: makings.count)]
    shell(making)
    return "\(name): \(making.prefix { $0 != "'" })"
  }

  private static func flip(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    bytes[random.next(below: bytes.count)] ^= 1 << UInt8(random.next(below: 8))
  }
}

func shell(_ command: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-c", command]
  try? process.run()
  process.waitUntilExit()
}
