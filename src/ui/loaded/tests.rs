use super::*;

fn visits(filter: &str) -> VisitFilter {
    VisitFilter {
        text: filter.to_owned(),
        ..VisitFilter::default()
    }
}

#[test]
fn asked_once_and_again_only_when_stale_and_looked_at() {
    let mut loaded = Loaded::default();
    assert!(loaded.visits(visits("")).is_none());
    assert!(loaded.visits(visits("")).is_none());
    let questions = loaded.take_questions();
    assert_eq!(questions, [Query::Visits(visits(""))]);
    loaded.answer(&questions[0], Model::Visits(Arc::new(Vec::new())));
    let version = loaded.visits(visits("")).map(|page| page.version);
    assert!(version.is_some());
    loaded.changed(Changes {
        bodies: true,
        ..Changes::default()
    });
    loaded.visits(visits(""));
    assert!(loaded.take_questions().is_empty());
    loaded.changed(Changes {
        visits: true,
        ..Changes::default()
    });
    assert!(loaded.take_questions().is_empty());
    assert!(loaded.visits(visits("")).is_some(), "the old one stays");
    assert_eq!(loaded.take_questions().len(), 1);
}

#[test]
fn a_change_while_asking_is_asked_again() {
    let mut loaded = Loaded::default();
    loaded.catalogue();
    loaded.take_questions();
    loaded.changed(Changes {
        catalogue: true,
        ..Changes::default()
    });
    loaded.catalogue();
    assert!(loaded.take_questions().is_empty(), "one at a time");
    loaded.no_answer(&Query::Catalogue, "đang bận".into());
    assert_eq!(loaded.trouble(&Query::Catalogue), Some("đang bận"));
}

#[test]
fn the_old_list_stands_in_while_a_filter_loads_but_never_another_visit() {
    let mut loaded = Loaded::default();
    loaded.visits(visits(""));
    loaded.answer(
        &Query::Visits(visits("")),
        Model::Visits(Arc::new(Vec::new())),
    );
    assert!(loaded.visits(visits("phuc")).is_some());
    assert!(loaded.visit(VisitId(uuid::Uuid::nil())).is_none());
}
