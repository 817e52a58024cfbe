extension RunEvent {
  /// The same in a run of another id, some milliseconds later. What it was called is what `$run` was.
  package func moved(later: Int64, naming name: (_ run: String) -> String) -> RunEvent {
    let fact: Fact =
      switch fact {
      case .runStarted(let started): .runStarted(started.with(parent: started.parent.map(name), mark: run))
      case .called(let call): .called(Called(name: call.name, child: name(call.child), runbook: call.runbook))
      default: fact
      }
    return RunEvent(
      run: name(run), number: number, time: Moment(milliseconds: time.milliseconds + later), fact: fact)
  }
}
