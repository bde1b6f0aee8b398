internal import Cases
internal import Digest
internal import JSON

/// Reads files of kinds and takes them together, in the order in which they are named.
public enum KindsReader {
  /// - Throws: ``KindsProblem``, ``ImportError``.
  public static func read(_ paths: [String]) throws -> JoinedKinds {
    var joined: KindsJoiner?
    for path in paths {
      try Task.checkCancellation()
      let part = try part(path)
      do throws(KindsFault) {
        if joined == nil { joined = KindsJoiner(part, path: path) } else { try joined?.append(part, path: path) }
      } catch {
        throw KindsProblem(path: path, line: nil, explanation: error.explanation)
      }
    }
    guard let joined else { throw KindsProblem(path: "--kinds", line: nil, explanation: "no file is named") }
    return joined.finish()
  }

  private static func part(_ path: String) throws -> KindsPart {
    var reader = try LineReader(path: path)
    let parser = JSONParser()
    var digest = SHA256()
    var part: KindsPart?
    var isClosed = false
    while let line = try reader.next() {
      do throws(KindsFault) {
        let row = try row(line, parser)
        if isClosed { throw KindsFault("stands behind the end; name each file by itself") }
        if row["end"] != nil {
          guard part != nil else { throw KindsFault("is no file of kinds; make one with walkaway kinds AUDIT") }
          let sum = digest
          digest = SHA256()
          try part?.close(row, digest: sum.hexadecimal())
          isClosed = true
          continue
        }
        digest.update(UnsafeRawBufferPointer(line.bytes))
        digest.update([10])
        if part == nil { part = try KindsPart(head: row) } else { try part?.add(row) }
      } catch {
        throw KindsProblem(path: path, line: line.number, explanation: error.explanation)
      }
    }
    guard let part, isClosed else {
      throw KindsProblem(path: path, line: nil, explanation: "ends before its end; make it anew with walkaway kinds")
    }
    return part
  }

  private static func row(_ line: LineReader.Line, _ parser: borrowing JSONParser) throws(KindsFault) -> KindsRow {
    guard !line.isTooLong else { throw KindsFault("is too long") }
    let view: JSONView
    do throws(JSONSyntaxError) {
      view = try parser.parse(line.bytes)
    } catch {
      throw KindsFault("is no JSON; a file of kinds is made with walkaway kinds AUDIT")
    }
    return try KindsRow(view)
  }
}
