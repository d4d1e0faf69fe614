internal import TalkootCRDT
internal import TalkootCrypto
internal import TalkootLog
internal import TalkootStore

// A change between its two forms: as it is verified and folded, and as the store keeps it.

extension StoredChange {
  /// The form in which the store keeps the change that has this version in the index.
  init(_ change: VerifiedChange, version: LocalVersion, index: LogIndex) {
    let header = change.header
    self.init(
      version: version,
      log: UInt32(index.logNumber(header.log)!),
      sequence: header.sequence,
      id: change.id,
      lamport: index.lamport(of: version),
      predecessor: header.previous.map { index.version(of: $0)! },
      dependencies: header.dependencies.map { index.version(of: $0)! },
      format: header.format,
      flags: header.flags.rawValue,
      claimedMilliseconds: header.claimedMilliseconds,
      headerExtension: header.extensionBytes,
      structure: change.change.structure,
      strings: change.change.strings
    )
  }

  /// The change, for folding and packing. The hashes of structure and content are left out of its header: they follow
  /// from the rest, and whoever checks them derives them (`ReplicaCore.verify`).
  /// - Throws: `StoreError.damaged` when it isn't a change.
  func verified(_ index: LogIndex, signature: Signature? = nil) throws(StoreError) -> VerifiedChange {
    let descriptor = index.logStates[Int(log)].descriptor
    let header = ChangeHeader(
      format: format,
      flags: ChangeFlags(rawValue: flags),
      log: descriptor.id,
      sequence: sequence,
      previous: predecessor.map { index.id(of: $0) },
      dependencies: dependencies.map { index.id(of: $0) },
      claimedMilliseconds: claimedMilliseconds,
      structureHash: .zero,
      contentHash: .zero,
      extensionBytes: headerExtension
    )
    var parsed: Structure?
    if format == ChangeHeader.currentFormat {
      do { parsed = try Structure(parsing: structure) } catch {
        throw .damaged(what: "the structure of a change (\(error))", place: "change \(id)")
      }
    }
    return VerifiedChange(
      trusting: Change(trusting: header, id: id, structure: structure, strings: strings),
      structure: parsed,
      descriptor: descriptor,
      signature: signature
    )
  }
}

extension StoredState {
  /// The log index that the stored columns describe.
  /// - Throws: `StoreError.damaged` when they contradict each other.
  func index() throws(StoreError) -> LogIndex {
    var descriptors: [LogDescriptor] = []
    for log in logs {
      guard let descriptor = try? LogDescriptor(parsing: log.descriptor), descriptor.id == log.id else {
        throw .damaged(what: "the descriptor of a log", place: "log \(log.number)")
      }
      descriptors.append(descriptor)
    }
    guard let graph = graph(), let runs = indexRuns(),
      let index = LogIndex(
        LogIndex.Columns(ids: ids.map(\.digest), logs: descriptors, runs: runs, graph: graph.entries)
      )
    else { throw .damaged(what: "places and dependencies that contradict each other", place: "table changes") }
    return index
  }

  private func graph() -> CausalGraph? {
    var graph = CausalGraph()
    for run in runs {
      guard Int(run.first.rawValue) == graph.count, run.count > 0,
        (run.dependencies + [run.predecessor].compactMap { $0 }).allSatisfy({ $0 < run.first })
      else { return nil }
      graph.append(parents: run.dependencies + [run.predecessor].compactMap { $0 })
      for _ in 1..<run.count { graph.append(parents: [LocalVersion(UInt32(graph.count - 1))]) }
    }
    return graph
  }

  /// Adds to each run the branch of its log: the one whose newest change it follows, else a new one.
  private func indexRuns() -> [LogIndex.Columns.Run]? {
    var newest: [[LocalVersion]] = Array(repeating: [], count: logs.count)
    var result: [LogIndex.Columns.Run] = []
    for run in runs {
      guard newest.indices.contains(Int(run.log)) else { return nil }
      let log = Int(run.log)
      let branch = run.predecessor.flatMap { newest[log].firstIndex(of: $0) } ?? newest[log].count
      let last = LocalVersion(run.first.rawValue + run.count - 1)
      if branch == newest[log].count { newest[log].append(last) } else { newest[log][branch] = last }
      result.append(
        LogIndex.Columns.Run(
          first: run.first,
          log: log,
          branch: branch,
          sequence: run.sequence,
          previous: run.predecessor,
          format: run.format
        )
      )
    }
    return result
  }
}
