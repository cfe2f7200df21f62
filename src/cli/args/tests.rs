use super::*;

#[test]
fn the_plan_names_what_is_wrong() {
    let plan = GeneratePlan::parse("visits=1000,seed=7");
    assert_eq!(
        plan,
        Ok(GeneratePlan {
            visits: 1000,
            seed: 7
        })
    );
    for wrong in ["", "visits", "visits=x", "seed=1", "visits=1,size=2"] {
        assert!(GeneratePlan::parse(wrong).is_err(), "{wrong}");
    }
}
